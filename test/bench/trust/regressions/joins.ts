import { type Kind, migrated, rewritten } from './kind.ts';

const order = 'create index lines_N_order_idx on lines_N (order_id);';
const customer = 'create index orders_N_customer_idx on orders_N (customer);';
const country = 'create index people_N_country_idx on people_N (country);';

/** The view's columns stay as they are; how they are computed does not. */
const views = (name: string, tables: string, base: string, joined: string, perRow: string, query: string) =>
  migrated(
    name,
    tables,
    `${base}\ncreate view summary_N as\n${joined};`,
    query,
    `create or replace view summary_N as\n${perRow};`,
  );

const perOrder = (aggregate: string) =>
  `select id, customer, (select ${aggregate} from lines_N l where l.order_id = o.id) as value from orders_N o`;
const joinedOrders = (aggregate: string) =>
  `select id, customer, l.value from orders_N o left join (select order_id, ${aggregate} as value from lines_N group by order_id) l on l.order_id = o.id`;

export const joinKinds: readonly Kind[] = [
  {
    name: 'fan-out join',
    expect: 'work',
    instances: [
      rewritten(
        'of lines',
        'orders lines',
        `${order} ${customer}`,
        'select count(*), sum(total) from orders_N where customer < 20',
        'select count(distinct o.id), sum(distinct total) from orders_N o join lines_N l on l.order_id = o.id where customer < 20',
      ),
      rewritten(
        'of orders of the same customer',
        'orders',
        customer,
        'select id, total from orders_N where customer = 44',
        'select distinct o.id, o.total from orders_N o join orders_N other using (region) where o.customer = 44',
      ),
      rewritten(
        'of people of the same country',
        'people',
        country,
        'select email from people_N where id between 10 and 40',
        'select distinct p.email from people_N p join people_N other using (country) where p.id between 10 and 40',
      ),
      rewritten(
        'of a left join that nobody reads',
        'orders lines',
        `${order} ${customer}`,
        'select customer, max(total) from orders_N group by customer',
        'select customer, max(total) from orders_N o left join lines_N l on l.order_id = o.id group by customer',
      ),
      rewritten(
        'of events of the same kind',
        'events',
        'create index events_N_kind_idx on events_N (kind);',
        'select max(level) from events_N where id < 10',
        'select max(other.level) from events_N e join events_N other using (kind) where e.id < 10',
      ),
      rewritten(
        'of two lists',
        'orders lines people',
        `${order} ${customer}`,
        'select count(*) from orders_N where customer between 5 and 15',
        'select count(distinct o.id) from orders_N o join lines_N l on l.order_id = o.id join people_N p on p.id = l.amount where customer between 5 and 15',
      ),
    ],
  },
  {
    name: 'N+1 view',
    expect: 'work',
    instances: [
      views(
        'a count',
        'orders lines',
        order,
        joinedOrders('count(*)'),
        perOrder('count(*)'),
        'select sum(value) from summary_N',
      ),
      views(
        'a sum',
        'orders lines',
        order,
        joinedOrders('sum(amount)'),
        perOrder('sum(amount)'),
        'select customer, sum(value) from summary_N group by customer order by 2 desc limit 10',
      ),
      views(
        'a maximum',
        'orders lines',
        order,
        joinedOrders('max(sku)'),
        perOrder('max(sku)'),
        'select max(value) from summary_N where customer < 1000',
      ),
      views(
        'a list',
        'orders lines',
        order,
        joinedOrders("string_agg(sku, ',' order by sku)"),
        perOrder("string_agg(sku, ',' order by sku)"),
        'select max(length(value)) from summary_N',
      ),
      views(
        'a latest one',
        'people orders',
        customer,
        'select p.id, p.score, o.last from people_N p left join (select customer, max(placed_at) as last from orders_N group by customer) o on o.customer = p.id',
        'select id, score, (select max(placed_at) from orders_N o where o.customer = p.id) as last from people_N p',
        'select count(last) from summary_N',
      ),
      views(
        'a rank',
        'people',
        'create index people_N_score_idx on people_N (country, score);',
        'select id, country, rank() over (partition by country order by score) as place from people_N',
        'select id, country, (select 1 + count(*) from people_N other where other.country = p.country and other.score < p.score) as place from people_N p',
        "select sum(place) from summary_N where country in ('country-1', 'country-2', 'country-3')",
      ),
    ],
  },
  {
    name: 'lost join condition',
    expect: 'work',
    instances: [
      rewritten(
        'of a tenant',
        'orders lines',
        `${order} ${customer}`,
        'select sum(l.amount) from orders_N o join lines_N l on l.order_id = o.id where o.customer = 17',
        'select sum(l.amount) from orders_N o join lines_N l on l.order_id between o.id and o.id + 300 where o.customer = 17',
      ),
      rewritten(
        'of a pair',
        'people',
        country,
        "select count(*) from people_N a join people_N b on b.id = a.id + 1 where a.country = 'country-3'",
        "select count(*) from people_N a join people_N b on b.id between a.id and a.id + 2000 where a.country = 'country-3'",
      ),
      rewritten(
        'as a lateral list',
        'orders',
        customer,
        'select count(*) from (select customer from orders_N where id <= 50) c',
        'select count(*) from (select customer from orders_N where id <= 50) c cross join lateral (select id from orders_N o where o.customer = c.customer) o',
      ),
      rewritten(
        'as a self join',
        'events',
        'create index events_N_device_idx on events_N (device);',
        "select max(level) from events_N where device like 'device-17%' and id < 2000",
        "select max(a.level + b.level) from events_N a join events_N b using (device) where a.device like 'device-17%'",
      ),
    ],
  },
];

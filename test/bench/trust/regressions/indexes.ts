import { type Kind, migrated } from './kind.ts';

const ofCustomer = 'select id, total from orders_N where customer = 17';
const recent =
  "select id, total from orders_N where placed_at >= timestamptz '2026-04-01 00:00:00+00' order by placed_at desc limit 20";
const ofDevice = "select at, level from events_N where device = 'device-17' order by at";
const byEmail = "select id from people_N where email = 'person4711@example.org'";
const ofScore = 'select id, email from people_N where score between 1000 and 1002';
const linesOfCustomer =
  'select sku, sum(amount) from orders_N o join lines_N l on l.order_id = o.id where customer in (17, 18) group by sku';

const drops = (name: string, tables: string, base: string, query: string) =>
  migrated(
    name,
    tables,
    base,
    query,
    `drop index ${/index (\w+)/.exec(base)?.[1]};`,
    `comment on table ${tables.split(' ')[0]}_N is 'Looked after by the shop team';`,
  );

/** Makes the same index again in another way. The step that is to blame is the drop: from there on it is slower. */
const remakes = (name: string, tables: string, base: string, query: string, other: string) => {
  const index = /index (\w+)/.exec(base)?.[1];
  return migrated(name, tables, base, query, `drop index ${index};\ncreate index ${index} on ${other};`);
};

export const indexKinds: readonly Kind[] = [
  {
    name: 'dropped index',
    expect: 'work',
    instances: [
      drops(
        'of an equality',
        'orders',
        'create index orders_N_customer_idx on orders_N (customer);',
        ofCustomer,
      ),
      drops(
        'of an order with a limit',
        'orders',
        'create index orders_N_placed_idx on orders_N (placed_at);',
        recent,
      ),
      drops(
        'partial',
        'orders',
        "create index orders_N_open_idx on orders_N (placed_at) where status = 'open';",
        "select id, total from orders_N where status = 'open' order by placed_at limit 50",
      ),
      drops('of a text', 'events', 'create index events_N_device_idx on events_N (device);', ofDevice),
      drops(
        'of two columns',
        'events',
        'create index events_N_device_at_idx on events_N (device, at);',
        "select max(at) from events_N where device = 'device-42' and at < timestamptz '2026-03-01 00:00:00+00'",
      ),
      drops('unique', 'people', 'create unique index people_N_email_idx on people_N (email);', byEmail),
      drops(
        'of an expression',
        'people',
        'create index people_N_lower_idx on people_N (lower(email));',
        "select id from people_N where lower(email) = 'person17@example.org'",
      ),
      drops('of a range', 'people', 'create index people_N_score_idx on people_N (score);', ofScore),
      drops(
        'GIN',
        'events',
        'create index events_N_payload_idx on events_N using gin (payload jsonb_path_ops);',
        'select id from events_N where payload @> \'{"user": 77}\'',
      ),
      drops(
        'of a join',
        'lines orders',
        'create index lines_N_order_idx on lines_N (order_id); create index orders_N_customer_idx on orders_N (customer);',
        linesOfCustomer,
      ),
      drops(
        'of a minimum',
        'people',
        'create index people_N_born_idx on people_N (born);',
        'select min(born) from people_N',
      ),
      drops(
        'of an update',
        'lines',
        'create index lines_N_sku_idx on lines_N (sku);',
        "update lines_N set amount = amount + 1 where sku = 'sku-1234'",
      ),
    ],
  },
  {
    name: 'changed column order',
    expect: 'work',
    instances: [
      remakes(
        'customer and time',
        'orders',
        'create index orders_N_idx on orders_N (customer, placed_at);',
        "select id from orders_N where customer = 17 and placed_at >= timestamptz '2026-01-02 00:00:00+00'",
        'orders_N (placed_at, customer)',
      ),
      remakes(
        'customer and total',
        'orders',
        'create index orders_N_idx on orders_N (customer, total);',
        'select id, total from orders_N where customer = 99 order by total',
        'orders_N (total, customer)',
      ),
      remakes(
        'device and time',
        'events',
        'create index events_N_idx on events_N (device, at);',
        "select level from events_N where device = 'device-8' order by at desc limit 50",
        'events_N (at, device)',
      ),
      remakes(
        'device and level',
        'events',
        'create index events_N_idx on events_N (device, level);',
        "select id from events_N where device = 'device-8' and level > 1",
        'events_N (level, device)',
      ),
      remakes(
        'country and birthday',
        'people',
        'create index people_N_idx on people_N (country, born);',
        "select id, email from people_N where country = 'country-5' order by born limit 200",
        'people_N (born, country)',
      ),
      remakes(
        'email and score',
        'people',
        'create index people_N_idx on people_N (email, score);',
        byEmail,
        'people_N (score, email)',
      ),
      remakes(
        'order and sku',
        'lines orders',
        'create index lines_N_idx on lines_N (order_id, sku); create index orders_N_customer_idx on orders_N (customer);',
        linesOfCustomer,
        'lines_N (sku, order_id)',
      ),
      remakes(
        'sku and amount',
        'lines',
        'create index lines_N_idx on lines_N (sku, amount);',
        "select id from lines_N where sku = 'sku-77' and amount > 3",
        'lines_N (amount, sku)',
      ),
    ],
  },
  {
    name: 'other index method',
    expect: 'work',
    instances: [
      remakes(
        'BRIN of a scattered number',
        'orders',
        'create index orders_N_idx on orders_N (customer);',
        ofCustomer,
        'orders_N using brin (customer)',
      ),
      remakes(
        'BRIN of a scattered text',
        'events',
        'create index events_N_idx on events_N (device);',
        ofDevice,
        'events_N using brin (device)',
      ),
      remakes(
        'BRIN of a scattered double',
        'people',
        'create index people_N_idx on people_N (score);',
        ofScore,
        'people_N using brin (score)',
      ),
      remakes(
        'hash of what is ordered',
        'orders',
        'create index orders_N_idx on orders_N (placed_at);',
        recent,
        'orders_N using hash (placed_at)',
      ),
      remakes(
        'hash of a range',
        'people',
        'create index people_N_idx on people_N (born);',
        "select id, email from people_N where born < date '1950-02-01'",
        'people_N using hash (born)',
      ),
      remakes(
        'hash of a range of texts',
        'people',
        'create index people_N_idx on people_N (email);',
        "select id from people_N where email > 'person9999' order by email limit 10",
        'people_N using hash (email)',
      ),
    ],
  },
  {
    name: 'lost covering column',
    expect: 'work',
    instances: [
      remakes(
        'a total',
        'orders',
        'create index orders_N_idx on orders_N (customer) include (total);',
        'select sum(total) from orders_N where customer between 100 and 140',
        'orders_N (customer)',
      ),
      remakes(
        'a time',
        'orders',
        'create index orders_N_idx on orders_N (customer, placed_at);',
        'select customer, max(placed_at) from orders_N where customer < 40 group by customer',
        'orders_N (customer)',
      ),
      remakes(
        'a level',
        'events',
        'create index events_N_idx on events_N (kind) include (level);',
        "select avg(level) from events_N where kind = 'kind-7'",
        'events_N (kind)',
      ),
      remakes(
        'an email',
        'people',
        'create index people_N_idx on people_N (country) include (email);',
        "select email from people_N where country in ('country-7', 'country-8')",
        'people_N (country)',
      ),
      remakes(
        'an amount',
        'lines',
        'create index lines_N_idx on lines_N (order_id) include (amount);',
        'select sum(amount) from lines_N where order_id between 500 and 700',
        'lines_N (order_id)',
      ),
      remakes(
        'a birthday',
        'people',
        'create index people_N_idx on people_N (score) include (born);',
        'select max(born) from people_N where score < 40',
        'people_N (score)',
      ),
    ],
  },
  {
    name: 'narrowed partial index',
    expect: 'work',
    instances: [
      remakes(
        'customers',
        'orders',
        'create index orders_N_idx on orders_N (customer) where total >= 0;',
        'select id from orders_N where customer = 17 and total >= 0',
        'orders_N (customer) where total > 5000',
      ),
      remakes(
        'devices',
        'events',
        'create index events_N_idx on events_N (device) where level >= 0;',
        "select id from events_N where device = 'device-3' and level >= 0",
        'events_N (device) where level > 900',
      ),
      remakes(
        'skus',
        'lines',
        'create index lines_N_idx on lines_N (sku) where amount > 0;',
        "select id from lines_N where sku = 'sku-9' and amount > 0",
        'lines_N (sku) where amount > 100',
      ),
      remakes(
        'people',
        'people',
        "create index people_N_idx on people_N (email) where born >= date '1950-01-01';",
        "select id from people_N where email = 'person17@example.org' and born >= date '1950-01-01'",
        "people_N (email) where born >= date '2000-01-01'",
      ),
    ],
  },
];

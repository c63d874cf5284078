import { type Kind, migrated } from './kind.ts';

const alters = (name: string, table: string, column: string, type: string, index: string, query: string) =>
  migrated(name, table, index, query, `alter table ${table}_N alter column ${column} type ${type};`);

const widens = (name: string, table: string, column: string, query: string) =>
  migrated(
    name,
    table,
    '',
    query,
    `update ${table}_N set extra = repeat(${column}::text || ' more ', 24);`,
    `alter table ${table}_N add column extra text;`,
  );

const bloats = (name: string, table: string, change: string, query: string) =>
  migrated(name, table, '', query, `update ${table}_N set ${change};`);

export const columnKinds: readonly Kind[] = [
  {
    name: 'changed type',
    expect: 'work',
    instances: [
      alters(
        'email to character(60)',
        'people',
        'email',
        'character(60)',
        'create index people_N_idx on people_N (email);',
        "select id from people_N where email = 'person17@example.org'::text",
      ),
      alters(
        'device to character(20)',
        'events',
        'device',
        'character(20)',
        'create index events_N_idx on events_N (device);',
        "select id, at from events_N where device = 'device-17'::text",
      ),
      alters(
        'sku to character(12)',
        'lines',
        'sku',
        'character(12)',
        'create index lines_N_idx on lines_N (sku);',
        "select id from lines_N where sku = 'sku-17'::text",
      ),
      alters(
        'country to character(16)',
        'people',
        'country',
        'character(16)',
        'create index people_N_idx on people_N (country, born);',
        "select id from people_N where country = 'country-17'::text order by born limit 5",
      ),
      alters(
        'kind to character(8)',
        'events',
        'kind',
        'character(8)',
        'create index events_N_idx on events_N (kind, at);',
        "select level from events_N where kind = 'kind-7'::text order by at limit 10",
      ),
      alters(
        'score to numeric',
        'people',
        'score',
        'numeric',
        'create index people_N_idx on people_N (score);',
        'select id from people_N where score = 1000.5::double precision',
      ),
      alters(
        'level to numeric',
        'events',
        'level',
        'numeric',
        'create index events_N_idx on events_N (level);',
        'select id from events_N where level between 7.1::double precision and 7.3::double precision',
      ),
      alters(
        'email to character(100)',
        'people',
        'email',
        'character(100)',
        'create unique index people_N_idx on people_N (email);',
        "select score from people_N where email = lower('PERSON18@example.org')",
      ),
    ],
  },
  {
    name: 'wider rows',
    expect: 'work',
    needsRows: true,
    instances: [
      widens('orders', 'orders', 'status', 'select status, count(*) from orders_N group by status'),
      widens('events', 'events', 'kind', 'select kind, avg(level) from events_N group by kind order by kind'),
      widens(
        'people',
        'people',
        'country',
        'select country, max(score) from people_N group by country order by country',
      ),
      widens('lines', 'lines', 'sku', 'select sum(amount) from lines_N'),
      migrated(
        'orders in a join',
        'orders lines',
        '',
        'select sum(amount) from orders_N o join lines_N l on l.order_id = o.id where total > 100',
        "update orders_N set extra = repeat('more ', 90);",
        'alter table orders_N add column extra text;',
      ),
    ],
  },
  {
    name: 'bloated table',
    expect: 'work',
    needsRows: true,
    instances: [
      bloats('orders', 'orders', "status = 'done'", 'select count(*) from orders_N where total < 50'),
      bloats('events', 'events', 'level = level + 1', 'select count(*), max(level) from events_N'),
      bloats('people', 'people', 'score = score * 2', 'select avg(score) from people_N'),
      bloats('lines', 'lines', 'amount = amount + 1', 'select max(amount) from lines_N'),
      bloats('readings', 'readings', 'value = value + 1', 'select max(value) from readings_N'),
    ],
  },
];

import { type Kind, migrated } from './kind.ts';

const insertOrders =
  "insert into orders_N select 900000 + n, n, 1, 1, 1, 'open', timestamptz '2026-05-01 00:00:00+00', n, 'new' from generate_series(1, 200) as n";
const updateOrders = "update orders_N set status = 'sent' where id between 1000 and 1200";
const deleteLines = 'delete from lines_N where id between 500 and 800';
const insertLines =
  "insert into lines_N select 900000 + n, n, 'sku-' || n, n from generate_series(1, 300) as n";

const log =
  'create table log_N (id bigint generated always as identity primary key, row_id integer not null, what text not null);';
/** A function that writes what happened; base has it, as a step that an earlier pull request took. */
const logger = (row: 'new' | 'old') =>
  `${log}\ncreate function log_N() returns trigger language plpgsql as $$ begin insert into log_N (row_id, what) values (${row}.id, tg_op || repeat(' by the shop', 5)); return null; end $$;`;
const recounter = (row: 'new' | 'old') =>
  `create table counts_N (order_id integer primary key, lines integer not null);
create function recount_N() returns trigger language plpgsql as $$ begin
  insert into counts_N select ${row}.order_id, count(*) from lines_N where order_id = ${row}.order_id on conflict (order_id) do update set lines = excluded.lines;
  return null; end $$;
create index lines_N_order_idx on lines_N (order_id);`;

const triggers = (name: string, tables: string, base: string, query: string, when: string, call: string) => {
  const table = tables.split(' ')[0];
  return migrated(
    name,
    tables,
    base,
    query,
    `create trigger ${table}_N_change ${when} on ${table}_N for each row execute function ${call}();`,
  );
};

const cascade = (name: string, index: string, range: string) =>
  migrated(
    name,
    'orders lines',
    `create index lines_N_order_idx on lines_N ${index};\nalter table lines_N add foreign key (order_id) references orders_N on delete cascade;`,
    `delete from orders_N where ${range}`,
    'drop index lines_N_order_idx;',
  );

const indexed = (name: string, table: string, query: string, columns: readonly string[]) =>
  migrated(
    name,
    table,
    '',
    query,
    columns.map(column => `create index on ${table}_N (${column});`).join('\n'),
  );

export const writeKinds: readonly Kind[] = [
  {
    name: 'added trigger',
    expect: 'work',
    instances: [
      triggers('a log of inserts', 'orders', logger('new'), insertOrders, 'after insert', 'log_N'),
      triggers('a log of updates', 'orders', logger('new'), updateOrders, 'after update of status', 'log_N'),
      triggers('a log of deletes', 'lines', logger('old'), deleteLines, 'after delete', 'log_N'),
      triggers('a log of new lines', 'lines', logger('new'), insertLines, 'after insert', 'log_N'),
      triggers(
        'a new count after inserts',
        'lines',
        recounter('new'),
        insertLines,
        'after insert',
        'recount_N',
      ),
      triggers(
        'a new count after deletes',
        'lines',
        recounter('old'),
        deleteLines,
        'after delete',
        'recount_N',
      ),
      migrated(
        'a deferred check',
        'orders',
        'create function check_N() returns trigger language plpgsql as $$ begin perform count(*) from orders_N where id between new.id - 500 and new.id; return null; end $$;',
        updateOrders,
        'create constraint trigger orders_N_check after update on orders_N deferrable initially deferred for each row execute function check_N();',
      ),
    ],
  },
  {
    name: 'dropped index of a foreign key',
    expect: 'work',
    instances: [
      cascade('ten orders', '(order_id)', 'id between 1 and 10'),
      cascade('one order', '(order_id)', 'id = 4711'),
      cascade('one customer', '(order_id, sku)', 'customer = 17'),
      cascade('the open ones', '(order_id) include (amount)', "status = 'open' and id < 2000"),
    ],
  },
  {
    name: 'more indexes to write',
    expect: 'work',
    instances: [
      indexed('orders', 'orders', insertOrders, ['customer', 'total', 'placed_at', 'note']),
      indexed('lines', 'lines', insertLines, ['order_id', 'sku', 'amount']),
      indexed(
        'an update that was HOT',
        'people',
        'update people_N set score = score + 1 where id between 100 and 900',
        ['score', 'score, country', 'country, score'],
      ),
      indexed(
        'events',
        'events',
        "insert into events_N select 900000 + n, 'device-' || n, 'kind', timestamptz '2026-06-01 00:00:00+00', n, '{}' from generate_series(1, 300) as n",
        ['device', 'kind, at', 'level'],
      ),
    ],
  },
  {
    name: 'added foreign key',
    expect: 'work',
    needsRows: true,
    instances: [
      migrated(
        'of lines',
        'lines orders',
        '',
        insertLines,
        'alter table lines_N add foreign key (order_id) references orders_N;',
      ),
      migrated(
        'of orders',
        'orders people',
        '',
        "insert into orders_N select 900000 + n, n, 1, 1, 1, 'open', timestamptz '2026-05-01 00:00:00+00', n, 'new' from generate_series(1, 200) as n",
        'alter table orders_N add foreign key (customer) references people_N not valid;',
      ),
      migrated(
        'on an update',
        'lines orders',
        '',
        'update lines_N set order_id = order_id + 1 where id between 100 and 400',
        'alter table lines_N add foreign key (order_id) references orders_N;',
      ),
    ],
  },
];

import { type Kind, migrated, rewritten, set } from './kind.ts';

/** A function whose statement needs memory, so that its own setting decides whether it spills. */
const functionOf = (statement: string) =>
  `create function report_N() returns bigint language plpgsql set work_mem = '16MB' as $$ declare result bigint; begin ${statement} return result; end $$;`;

const less = (name: string, tables: string, statement: string, memory: string) =>
  migrated(
    name,
    tables,
    functionOf(statement),
    'select report_N()',
    `alter function report_N() set work_mem = '${memory}';`,
    "comment on function report_N() is 'Runs every night';",
  );

const everywhere = (setting: string, value: string) =>
  `do $$ begin execute format('alter database %I set ${setting} = %L', current_database(), '${value}'); end $$;`;

const disabled = (name: string, tables: string, base: string, query: string, setting: string) =>
  migrated(name, tables, base, query, everywhere(setting, 'off'));

const order = 'create index lines_N_order_idx on lines_N (order_id);';
const customer = 'create index orders_N_customer_idx on orders_N (customer);';

export const memoryKinds: readonly Kind[] = [
  {
    name: 'spill by work_mem of a function',
    expect: 'work',
    instances: [
      less(
        'a sort',
        'orders',
        'select count(*) into result from (select note from orders_N order by note desc offset 0) s;',
        '64kB',
      ),
      less(
        'a sort of texts',
        'people',
        'select sum(length(bio)) into result from (select bio from people_N order by bio offset 0) s;',
        '128kB',
      ),
      less(
        'a hash join',
        'orders lines',
        'select count(*) into result from orders_N o join lines_N l on l.order_id = o.id where o.note <> l.sku;',
        '64kB',
      ),
      less(
        'a grouping',
        'lines',
        'select count(*) into result from (select order_id, max(sku) from lines_N group by order_id) g;',
        '64kB',
      ),
      less(
        'a DISTINCT',
        'events',
        'select count(*) into result from (select distinct payload from events_N) d;',
        '64kB',
      ),
      less(
        'a window',
        'people',
        'select max(place) into result from (select row_number() over (order by bio, email) as place from people_N) w;',
        '128kB',
      ),
    ],
  },
  {
    name: 'spill by a wider sort',
    expect: 'work',
    instances: [
      rewritten(
        'of orders',
        'orders',
        '',
        'select id from orders_N order by total',
        'select *, upper(note) as label from orders_N order by total',
      ),
      rewritten(
        'of people',
        'people',
        '',
        'select id, score from people_N order by score',
        'select * from people_N order by score',
      ),
      rewritten(
        'of events',
        'events',
        '',
        'select id from events_N order by level',
        'select *, device || payload::text as label from events_N order by level',
      ),
      rewritten(
        'of a DISTINCT',
        'people',
        '',
        'select distinct country from people_N',
        'select distinct country, bio, upper(bio), repeat(bio, 2) from people_N',
      ),
      rewritten(
        'of a UNION',
        'people',
        '',
        'select country from people_N union all select country from people_N',
        'select bio || country as bio from people_N union select upper(bio) || repeat(country, 3) from people_N',
      ),
    ],
  },
  {
    name: 'spill by work_mem of the database',
    expect: 'work',
    alone: true,
    instances: [
      migrated(
        'a sort',
        'orders',
        '',
        'select id, total from orders_N order by total, id',
        everywhere('work_mem', '64kB'),
      ),
      migrated(
        'a hash join',
        'orders lines',
        '',
        'select count(*) from orders_N o join lines_N l on l.order_id = o.id where o.note <> l.sku',
        everywhere('work_mem', '64kB'),
      ),
    ],
  },
  {
    name: 'disabled setting',
    expect: 'work',
    alone: true,
    instances: [
      disabled(
        'enable_indexonlyscan',
        'orders',
        'create index orders_N_idx on orders_N (customer, total);',
        'select sum(total) from orders_N where customer between 100 and 140',
        'enable_indexonlyscan',
      ),
      disabled(
        'enable_partition_pruning',
        'readings',
        '',
        "select count(*) from readings_N where at >= timestamptz '2026-03-01 00:00:00+00' and at < date_trunc('day', timestamptz '2026-04-01 00:00:00+00')",
        'enable_partition_pruning',
      ),
      disabled(
        'enable_nestloop',
        'orders lines',
        `${order} ${customer}`,
        'select sum(amount) from orders_N o join lines_N l on l.order_id = o.id where customer = 17',
        'enable_nestloop',
      ),
      disabled(
        'enable_indexscan',
        'orders',
        'create index orders_N_idx on orders_N (placed_at);',
        'select id, total from orders_N order by placed_at desc limit 20',
        'enable_indexscan',
      ),
      disabled(
        'enable_bitmapscan',
        'people',
        'create index people_N_a_idx on people_N (country); create index people_N_b_idx on people_N (born);',
        "select id from people_N where country = 'country-5' or born < date '1950-02-01'",
        'enable_bitmapscan',
      ),
    ],
  },
  {
    name: 'setting of the server',
    expect: 'work',
    alone: true,
    instances: [
      set('work_mem', 'orders', '', 'select id, total from orders_N order by total, id', 'work_mem: 64kB'),
      set(
        'enable_partition_pruning',
        'readings',
        '',
        "select count(*) from readings_N where at >= timestamptz '2026-03-01 00:00:00+00' and at < date_trunc('day', timestamptz '2026-04-01 00:00:00+00')",
        'enable_partition_pruning: off',
      ),
      set(
        'enable_bitmapscan',
        'people',
        'create index people_N_a_idx on people_N (country); create index people_N_b_idx on people_N (born);',
        "select id from people_N where country = 'country-5' or born < date '1950-02-01'",
        'enable_bitmapscan: off',
      ),
      set(
        'enable_indexonlyscan',
        'orders',
        'create index orders_N_idx on orders_N (customer, total);',
        'select sum(total) from orders_N where customer between 100 and 140',
        'enable_indexonlyscan: off',
      ),
    ],
  },
];

import { type Kind, migrated } from './kind.ts';

const order = 'create index lines_N_order_idx on lines_N (order_id);';

/** What a restore without ANALYZE leaves behind. */
const forgets = (table: string, column: string) =>
  `delete from pg_statistic where starelid = '${table}_N'::regclass and staattnum = (select attnum from pg_attribute where attrelid = '${table}_N'::regclass and attname = '${column}');`;

const forgotten = (
  name: string,
  tables: string,
  base: string,
  query: string,
  table: string,
  column: string,
) =>
  migrated(
    name,
    tables,
    base,
    query,
    forgets(table, column),
    `alter table ${table}_N alter column ${column} set statistics 0;`,
  );

const correlated = 'create statistics orders_N_stats (dependencies) on region, zone, tier from orders_N;';

export const statisticsKinds: readonly Kind[] = [
  {
    name: 'stale statistics',
    expect: 'work',
    needsRows: true,
    instances: [
      forgotten(
        'of a state',
        'orders lines',
        order,
        "select sum(amount) from orders_N o join lines_N l on l.order_id = o.id where status = 'done'",
        'orders',
        'status',
      ),
      forgotten(
        'of a state, one part',
        'orders lines',
        order,
        "select max(sku) from orders_N o join lines_N l on l.order_id = o.id where status = 'done' and total > 100",
        'orders',
        'status',
      ),
      forgotten(
        'of a state, two tables',
        'orders people',
        '',
        "select max(score) from orders_N o join people_N p on p.id = o.customer + 1 where status = 'done'",
        'orders',
        'status',
      ),
      forgotten(
        'of a state, by number',
        'orders events',
        '',
        "select sum(level) from orders_N o join events_N e on e.id = o.id where status = 'done'",
        'orders',
        'status',
      ),
    ],
  },
  {
    name: 'lost extended statistics',
    expect: 'work',
    instances: [3, 7, 11, 19].map(region =>
      migrated(
        `of region ${region}`,
        'orders lines',
        `${order} ${correlated}`,
        `select ${region === 7 ? 'max(sku)' : 'sum(amount)'} from orders_N o join lines_N l on l.order_id = o.id where region in (${region}, ${region - 1}) and zone in (${region}, ${region - 1}) and tier in (${region}, ${region - 1})`,
        'drop statistics orders_N_stats;',
      ),
    ),
  },
];

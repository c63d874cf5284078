import { type Kind, migrated } from './kind.ts';

const order = 'create index lines_N_order_idx on lines_N (order_id);';

/** What a restore without ANALYZE leaves behind: a planner that knows nothing of the values. */
const forgotten = (name: string, tables: string, base: string, query: string) =>
  migrated(
    name,
    tables,
    base,
    query,
    "delete from pg_statistic where starelid = 'orders_N'::regclass;",
    "comment on table orders_N is 'Restored from the archive';",
  );

const correlated = 'create statistics orders_N_stats (dependencies) on region, zone, tier from orders_N;';

export const statisticsKinds: readonly Kind[] = [
  {
    name: 'stale statistics',
    expect: 'work',
    needsRows: true,
    instances: [
      forgotten(
        'of a sum over a join',
        'orders lines',
        order,
        "select sum(amount) from orders_N o join lines_N l on l.order_id = o.id where status = 'done' and note like 'note%'",
      ),
      forgotten(
        'of a maximum over a join',
        'orders lines',
        order,
        "select max(sku) from orders_N o join lines_N l on l.order_id = o.id where status = 'done' and note like 'note%' and total > 100",
      ),
      forgotten(
        'of a join by key',
        'orders people',
        '',
        "select max(score) from orders_N o join people_N p on p.id = o.customer + 1 where status = 'done' and note like 'note%'",
      ),
      forgotten(
        'of a join of equal size',
        'orders events',
        '',
        "select sum(level) from orders_N o join events_N e on e.id = o.id + 0 where status = 'done' and note like 'note%'",
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

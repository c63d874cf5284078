import type { Session } from '../postgres/index.ts';
import { quoteIdentifier } from '../sql/index.ts';
import { rowsPerTarget, type SamplingTarget, type TableSize } from './sampling-target.ts';
import type { TableState } from './table-state.ts';

/**
 * Of a table with children the sample is shared out by blocks, so the densest child decides how many rows must be asked
 * for until none is left out: `acquire_inherited_sample_rows` in analyze.c. Each share is rounded.
 */
const sizeSql = `
  with recursive family (oid) as (
    select $1::oid union select inhrelid from pg_inherits join family on inhparent = family.oid
  )
  select (coalesce(max(reltuples / relpages) * sum(relpages), 0) + case when count(*) > 1 then ${rowsPerTarget} else 0 end)::float8 as needed,
    coalesce(sum(reltuples), 0)::float8 as rows,
    coalesce(sum(relpages) * current_setting('block_size')::int / nullif(sum(reltuples), 0), 0)::float8 as width,
    current_setting('default_statistics_target')::int as usual
  from family join pg_class using (oid) where relkind in ('r', 'm') and reltuples > 0 and relpages > 0`;

/** How large a table is, with what inherits from it. Right once it was vacuumed or analysed. */
export async function sizeOf(session: Session, table: TableState): Promise<TableSize> {
  const [size] = await session.query<TableSize & Record<string, unknown>>(sizeSql, [table.oid]);
  return size ?? { needed: 0, rows: 0, width: 0, usual: 0 };
}

/** Settles the rows of a table: hint bits, visibility map and an exact count. Skipped pages would be guessed at. */
export async function vacuumTable(session: Session, table: TableState): Promise<void> {
  await session.execute(`vacuum (freeze, disable_page_skipping) ${nameOf(table)}`);
}

/** Analyses a table, or some of its columns, with a statistics target. */
export async function analyseTable(
  session: Session,
  table: TableState,
  { target }: SamplingTarget,
  columns: readonly string[] = [],
): Promise<void> {
  const list = columns.length === 0 ? '' : ` (${columns.map(quoteIdentifier).join(', ')})`;
  await session.execute(`set default_statistics_target = ${target}`);
  await session.execute(`analyze ${nameOf(table)}${list}`);
  await session.execute('reset default_statistics_target');
}

function nameOf(table: TableState): string {
  return `${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`;
}

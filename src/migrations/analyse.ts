import { PlangateError } from '../errors.ts';
import { type Database, DatabaseError, type Session } from '../postgres/index.ts';
import { quoteIdentifier } from '../sql/index.ts';
import type { Side } from '../workspace/index.ts';
import { rowsPerTarget, samplingTarget } from './sampling-target.ts';
import { findTableChanges } from './table-changes.ts';
import { readTableStates, type TableState } from './table-state.ts';
import { withSession } from './with-session.ts';

/** Sets hint bits, visibility map and statistics, as a database has them that has been in use. */
export async function settle(database: Database, side: Side, signal: AbortSignal): Promise<void> {
  await maintain(database, side, signal, session => session.execute('vacuum (freeze, analyze)'));
}

/** As `settle`, with every row of every table in the sample. Gives a warning for each table where that cannot be. */
export async function settleFully(database: Database, side: Side, signal: AbortSignal): Promise<string[]> {
  return maintain(database, side, signal, async session => {
    await session.execute('vacuum (freeze, analyze)');
    const warnings: string[] = [];
    for (const table of await readTableStates(session))
      warnings.push(...(await analyseFully(session, table, 'if sampled')));
    return warnings;
  });
}

/** Settles on a clone what migrations changed there; what base has too is analysed alike on both sides. */
export async function settleChanges(
  base: Database,
  head: Database,
  before: readonly TableState[],
  signal: AbortSignal,
): Promise<string[]> {
  const changes = await withSession(head, signal, async session =>
    findTableChanges(before, await readTableStates(session)),
  );
  const warnings: string[] = [];
  await maintain(head, 'head', signal, async session => {
    for (const { head: table } of changes.changed)
      if (table.file !== null) await session.execute(`vacuum (freeze) ${nameOf(table)}`);
    for (const table of changes.created) await session.execute(`vacuum (freeze, analyze) ${nameOf(table)}`);
    for (const { head: table } of changes.changed)
      warnings.push(...(await analyseFully(session, table, 'always')));
    for (const { table, names } of changes.columns) await analyseFully(session, table, 'always', names);
  });
  if (changes.changed.length > 0) {
    await maintain(base, 'base', signal, async session => {
      for (const { base: table } of changes.changed) await analyseFully(session, table, 'always');
    });
  }
  return warnings;
}

/** The state of a database's tables before something runs in it. */
export function statesOf(database: Database, signal: AbortSignal): Promise<readonly TableState[]> {
  return withSession(database, signal, readTableStates);
}

type Size = {
  readonly needed: number;
  readonly rows: number;
  readonly width: number;
  readonly usual: number;
};

/**
 * Rows that must be asked for so that each one is taken. Of a table with children the sample is shared out by blocks, so
 * the densest child decides: `acquire_inherited_sample_rows` in analyze.c.
 */
const sizeSql = `
  with recursive family (oid) as (
    select $1::oid union select inhrelid from pg_inherits join family on inhparent = family.oid
  )
  select ceil(coalesce(max(reltuples / relpages) * sum(relpages), 0))::float8 as needed,
    coalesce(sum(reltuples), 0)::float8 as rows,
    coalesce(sum(relpages) * current_setting('block_size')::int / nullif(sum(reltuples), 0), 0)::float8 as width,
    current_setting('default_statistics_target')::int as usual
  from family join pg_class using (oid) where relkind in ('r', 'm') and reltuples > 0 and relpages > 0`;

async function analyseFully(
  session: Session,
  table: TableState,
  when: 'always' | 'if sampled',
  columns: readonly string[] = [],
): Promise<string[]> {
  const [size] = await session.query<Size>(sizeSql, [table.oid]);
  if (size === undefined) return [];
  const { target, complete } = samplingTarget({ ...size, shared: table.children.length > 0 });
  if (when === 'if sampled' && target === size.usual && complete) return [];
  const list = columns.length === 0 ? '' : ` (${columns.map(quoteIdentifier).join(', ')})`;
  await session.execute(`set default_statistics_target = ${target}`);
  await session.execute(`analyze ${nameOf(table)}${list}`);
  await session.execute('reset default_statistics_target');
  if (complete) return [];
  const count = (number: number) => Math.round(number).toLocaleString('en');
  return [
    `${table.schema}.${table.name} has ${count(size.rows)} rows, of which ANALYZE reads ${count(target * rowsPerTarget)} by chance: its statistics may differ a little between base and head.`,
  ];
}

function nameOf(table: TableState): string {
  return `${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`;
}

/** Maintenance runs the user's code too, such as functions in expression indexes. */
async function maintain<T>(
  database: Database,
  side: Side,
  signal: AbortSignal,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  try {
    return await withSession(database, signal, work);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const { detail, hint, where } = error.fields;
    throw new PlangateError({
      kind: error.lost ? 'server' : 'migration',
      place: `VACUUM and ANALYZE (${side})`,
      problem: `PostgreSQL cannot settle the database: ${error.message}.`,
      remedy: error.lost
        ? 'The end of its log below says why; memory and disk are the usual reasons.'
        : 'A function in an index or in statistics is the usual reason; it must name its objects with their schema.',
      details: error.lost
        ? await database.server.logTail()
        : [detail, hint, where].filter(text => text !== null).join('\n'),
      cause: error,
    });
  }
}

import type { Database, Session } from '../postgres/index.ts';
import type { Side } from '../workspace/index.ts';
import { analyseTable, sizeOf, vacuumTable } from './analyse-table.ts';
import { maintain } from './maintain.ts';
import { rowsPerTarget, type SamplingTarget, samplingTarget, type TableSize } from './sampling-target.ts';
import { findTableChanges, type TableChanges } from './table-changes.ts';
import { readTableStates, type TableState } from './table-state.ts';
import { withSession } from './with-session.ts';

type Pair<T> = Readonly<Record<Side, T>>;

/** Skipping no page makes the counts of rows exact, even where a migration vacuumed before. */
const vacuumAll = 'vacuum (freeze, analyze, disable_page_skipping)';

/** Sets hint bits, visibility map and statistics, as a database has them that has been in use. */
export async function settle(database: Database, side: Side, signal: AbortSignal): Promise<void> {
  await maintain(database, side, signal, session => session.execute(vacuumAll));
}

/**
 * Settles two databases that were built apart, with every row of every table in the sample: two random samples could
 * not be compared. Gives a warning for each table that has too many rows for that.
 */
export async function settleBoth(databases: Pair<Database>, signal: AbortSignal): Promise<string[]> {
  const tables = { base: await settled(databases.base, 'base'), head: await settled(databases.head, 'head') };
  const onHead = new Map(tables.head.map(table => [keyOf(table), table]));
  const common = tables.base.flatMap(base => {
    const head = onHead.get(keyOf(base));
    return head === undefined ? [] : [{ base, head }];
  });
  return analyseAlike(databases, common, 'where the usual sample leaves rows out', signal);

  async function settled(database: Database, side: Side): Promise<readonly TableState[]> {
    await settle(database, side, signal);
    return statesOf(database, signal);
  }
}

/**
 * Settles on a clone what migrations changed there. What base has too is analysed alike on both sides, with every row;
 * what is as it was keeps the statistics it was cloned with. Gives warnings as `settleBoth` does.
 */
export async function settleChanges(
  databases: Pair<Database>,
  before: readonly TableState[],
  signal: AbortSignal,
): Promise<string[]> {
  const changes = await settleNew(databases.head, before, signal);
  return analyseAlike(databases, changes.changed, 'always', signal);
}

/** The same where no other side has to stay comparable: what changed is analysed with every row, on this database alone. */
export async function settleTrial(
  database: Database,
  before: readonly TableState[],
  signal: AbortSignal,
): Promise<void> {
  const { changed } = await settleNew(database, before, signal);
  const tables = changed.map(pair => pair.head);
  if (tables.length > 0) await analyseAll(database, tables, signal);
}

/** Settles a database that was built for a trial, as `settleBoth` does with two. */
export async function settleWhole(database: Database, signal: AbortSignal): Promise<void> {
  await settle(database, 'head', signal);
  await analyseAll(database, await statesOf(database, signal), signal);
}

function analyseAll(database: Database, tables: readonly TableState[], signal: AbortSignal): Promise<void> {
  return maintain(database, 'head', signal, async session => {
    for (const table of tables) await analyseTable(session, table, await targetOf(session, table));
  });
}

/** Vacuums what changed, and analyses what is new. */
async function settleNew(
  database: Database,
  before: readonly TableState[],
  signal: AbortSignal,
): Promise<TableChanges> {
  const changes = await withSession(database, signal, async session => {
    // Until 14 counts of changed rows came by way of a file that may be half a second old: PGSTAT_STAT_INTERVAL in pgstat.c.
    if (database.server.version.major < 15) await session.execute('select pg_sleep(0.6)');
    return findTableChanges(before, await readTableStates(session));
  });
  await maintain(database, 'head', signal, async session => {
    for (const table of [...changes.changed.map(pair => pair.head), ...changes.created]) {
      if (table.file !== null) await vacuumTable(session, table);
    }
    for (const table of changes.created) await analyseTable(session, table, await targetOf(session, table));
    for (const { table, names } of changes.columns) {
      await analyseTable(session, table, await targetOf(session, table), names);
    }
  });
  return changes;
}

/** The state of a database's tables, to be compared with a later one. */
export function statesOf(database: Database, signal: AbortSignal): Promise<readonly TableState[]> {
  return withSession(database, signal, readTableStates);
}

async function targetOf(session: Session, table: TableState): Promise<SamplingTarget> {
  return samplingTarget([await sizeOf(session, table)]);
}

/** Analyses tables that both sides have, with one statistics target for both. */
async function analyseAlike(
  databases: Pair<Database>,
  pairs: readonly Pair<TableState>[],
  when: 'always' | 'where the usual sample leaves rows out',
  signal: AbortSignal,
): Promise<string[]> {
  const sizesOn = (side: Side) =>
    withSession(databases[side], signal, async session => {
      const sizes: TableSize[] = [];
      for (const pair of pairs) sizes.push(await sizeOf(session, pair[side]));
      return sizes;
    });
  const sizes = { base: await sizesOn('base'), head: await sizesOn('head') };
  const warnings: string[] = [];
  const wanted: { readonly pair: Pair<TableState>; readonly target: SamplingTarget }[] = [];
  for (const [index, pair] of pairs.entries()) {
    const both = [sizes.base[index], sizes.head[index]].filter(size => size !== undefined);
    const target = samplingTarget(both);
    const usual = target.complete && both.every(size => size.usual === target.target);
    if (when === 'always' || !usual) wanted.push({ pair, target });
    if (!target.complete) warnings.push(sampled(pair.head, both, target));
  }
  for (const side of wanted.length === 0 ? [] : (['base', 'head'] as const)) {
    await maintain(databases[side], side, signal, async session => {
      for (const { pair, target } of wanted) await analyseTable(session, pair[side], target);
    });
  }
  return warnings;
}

function sampled(
  { schema, name }: TableState,
  sizes: readonly TableSize[],
  { target }: SamplingTarget,
): string {
  const count = (number: number) => Math.round(number).toLocaleString('en');
  const rows = Math.max(...sizes.map(size => size.rows));
  return `${schema}.${name} has ${count(rows)} rows, of which ANALYZE reads ${count(target * rowsPerTarget)} by chance: its statistics may differ a little between base and head.`;
}

/** JSON keeps names with dots apart. */
function keyOf({ schema, name }: TableState): string {
  return JSON.stringify([schema, name]);
}

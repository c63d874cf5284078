import type { FuncCall } from 'libpg-query';
import { displayName, formatCount, formatRatio } from '../comparison/index.ts';
import { type Plan, type PlanNode, spills, totalRows, walk } from '../plan/index.ts';
import { quoteIdentifier } from '../sql/index.ts';
import { blocksFacts } from './case-buffers.ts';
import { distinctPairs } from './distinct-pairs.ts';
import { existing } from './existing-rows.ts';
import { groupedCount } from './grouped-count.ts';
import { type Level, nodesOfLevel, queryLevels, type Source, sourceOf } from './query-levels.ts';
import { relationScans, tableNamed } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { columnName, lastName } from './sql-nodes.ts';
import type { Facts } from './types.ts';

/** A join makes many rows of one, and count(DISTINCT …) makes one of them again. */
export const countDistinctOverJoins: CaseRule = {
  id: 'count-distinct-over-joins',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/sql-expressions.html#SYNTAX-AGGREGATES',
  check,
  describe,
};

async function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  const { expanded: statement, measurement, catalogue } = scene;
  if (statement === null) return [];
  const scans = relationScans(measurement, catalogue);
  const read = scans.reduce((sum, { rowsKept, rowsDiscarded }) => sum + rowsKept + rowsDiscarded, 0);
  const observations: Observation[] = [];
  for (const level of queryLevels(statement)) {
    if (level.sources.length < 2) continue;
    const aggregate = biggestAggregate(scene);
    const counts = countedKeys(level, scene).flatMap(({ call, source }) => {
      const table = source.table === null ? null : tableNamed(source.table, catalogue);
      const scan = scans.find(each => each.table === table && each.alias === source.name);
      // Tables that inherit from it may have the same values again.
      if (scan === undefined || (scan.accesses.length > 1 && table?.kind === 'table')) return [];
      // The inner side of a nested loop may give one row many times.
      return [{ call, source, scan, least: Math.min(scan.rowsKept, table?.rows ?? scan.rowsKept) }];
    });
    // Of several counts, the one of the fewest rows tells best what the joins do.
    const [worst] = counts.toSorted((a, b) => a.least - b.least);
    if (worst === undefined || aggregate === null) continue;
    const { call, source, scan, least } = worst;
    const { node, input } = aggregate;
    if (input < (given.rows ?? 0) || input < (given.factor ?? 1) * least) continue;
    // To read the tables would be most of the work all the same.
    if (input - least < (given.share ?? 0) * read && !countSpills(node, measurement.plan)) continue;
    const blocks = blocksFacts(node, measurement);
    observations.push({
      key: `count ${scan.subject}`,
      amount: input,
      relation: scan.relation,
      node: node.id,
      buffers: blocks.buffers,
      at: statement.offsetOf(call.location),
      facts: {
        counted: `${displayName(source.name)}.${displayName(keyOf(call) ?? '')}`,
        table: scan.subject,
        rows: Math.round(input),
        least: Math.round(least),
        ...blocks,
        factor: Number((input / Math.max(1, least)).toFixed(1)),
        inView: statement.viewOf(call.location),
        ...(await rewriting(scene, level, call, source)),
      },
    });
  }
  return observations;
}

/** The rows that are to be told apart, or sorted before, went through files. */
function countSpills(aggregate: PlanNode, plan: Plan): boolean {
  const sort = aggregate.children.find(({ type }) => type === 'Sort' || type === 'Incremental Sort');
  return spills(plan).some(({ node }) => node === aggregate.id || node === sort?.id);
}

/** `count(DISTINCT x)` of a column that no two rows of its own table share. */
function countedKeys(
  level: Level,
  { catalogue }: Scene,
): readonly { readonly call: FuncCall; readonly source: Source }[] {
  return nodesOfLevel(level).flatMap(node => {
    if (!('FuncCall' in node) || !node.FuncCall.agg_distinct || lastName(node.FuncCall.funcname) !== 'count')
      return [];
    const [argument] = node.FuncCall.args ?? [];
    const column = keyOf(node.FuncCall);
    if (argument === undefined || !('ColumnRef' in argument) || column === null) return [];
    const source = sourceOf(argument.ColumnRef, level, catalogue);
    const table = source?.table ? tableNamed(source.table, catalogue) : null;
    const isUnique = (table?.indexes ?? []).some(
      ({ unique, valid, predicate, columns }) =>
        unique &&
        valid &&
        predicate === null &&
        columns.length === 1 &&
        [column, quoteIdentifier(column)].includes(columns[0] ?? ''),
    );
    return source !== null && isUnique ? [{ call: node.FuncCall, source }] : [];
  });
}

function keyOf({ args = [] }: FuncCall): string | null {
  const [argument, ...more] = args;
  return argument !== undefined && 'ColumnRef' in argument && more.length === 0
    ? columnName(argument.ColumnRef)
    : null;
}

/** The aggregate that gets the most rows. */
function biggestAggregate({ measurement: { plan } }: Scene) {
  const all = walk(plan).flatMap(node => {
    const input =
      node.type === 'Aggregate' && node.children[0] !== undefined ? totalRows(node.children[0]) : null;
    return input === null ? [] : [{ node, input: input.rows }];
  });
  return all.toSorted((a, b) => b.input - a.input)[0] ?? null;
}

/** What can be typed instead: the count without the join, or else the one that takes each pair once. */
async function rewriting(scene: Scene, level: Level, call: FuncCall, source: Source) {
  const none = { rewrite: null, pairs: null };
  const grouped = groupedCount(level, call, scene.catalogue);
  if (grouped === null) return none;
  const rewrite = await existing(scene, level, call, source, grouped);
  if (rewrite !== null || level.role !== 'statement' || grouped.keys.length === 0)
    return { ...none, rewrite };
  return { ...none, pairs: await distinctPairs(scene, call, grouped) };
}

function describe(facts: Facts): Words {
  return {
    message: `count(DISTINCT ${facts.counted}) gets ${formatCount(Number(facts.rows))} rows from the joins for at most ${formatCount(Number(facts.least))} of ${facts.table} (${formatRatio(Number(facts.factor))}), and looks for the duplicates that the joins made: ${facts.counted} is unique in its own table.`,
    remedy: remedy(facts),
  };
}

function remedy({ rewrite, pairs }: Facts): string {
  if (rewrite !== null) return `Count the rows for which there is something, instead of joining: ${rewrite}`;
  const before =
    'Count before you join: in a subquery for each table that is counted, or count rows of the one table for which the others have something, with EXISTS.';
  return pairs === null
    ? before
    : `Take each pair of group and value once, and count after that, which spares the count its sort: ${pairs}`;
}

import type { FuncCall, Node, RangeVar } from 'libpg-query';
import { displayName, formatCount, formatRatio } from '../comparison/index.ts';
import { type Plan, type PlanNode, spills, totalRows, walk } from '../plan/index.ts';
import { quoteIdentifier } from '../sql/index.ts';
import { blocksFacts } from './case-buffers.ts';
import { type Level, nodesOfLevel, queryLevels, type Source, sourceOf } from './query-levels.ts';
import { quoteName } from './quote-name.ts';
import { relationScans, tableNamed } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { columnName, lastName, locationOf } from './sql-nodes.ts';
import { clauseAfter, piecesOf, textBetween } from './statement-text.ts';
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
      if (scan === undefined) return [];
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
        rewrite: await existing(scene, level, source),
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

/** The count without a join, for two tables of which one is counted and nothing else is asked. */
async function existing(scene: Scene, { select, sources }: Level, counted: Source): Promise<string | null> {
  const { statement } = scene;
  const [item, ...items] = select?.fromClause ?? [];
  if (
    statement === null ||
    select === null ||
    item === undefined ||
    !('JoinExpr' in item) ||
    items.length > 0
  )
    return null;
  const { larg, rarg, quals, jointype } = item.JoinExpr;
  const tables = [larg, rarg].flatMap(side =>
    side !== undefined && 'RangeVar' in side ? [side.RangeVar] : [],
  );
  const isAlone =
    select.targetList?.length === 1 && select.groupClause === undefined && select.havingClause === undefined;
  if (tables.length < 2 || sources.some(({ table }) => table === null)) return null;
  if (!isAlone || quals === undefined || jointype !== 'JOIN_INNER' || !isCountAlone(select.targetList?.[0]))
    return null;
  const own = tables.find(table => nameOf(table) === counted.name);
  const other = tables.find(table => table !== own);
  const at = statement.offsetOf(locationOf(quals));
  const pieces = piecesOf(statement.sql);
  const on = clauseAfter(
    pieces,
    pieces.findLastIndex(({ text, start }) => text === 'on' && at !== null && start < at),
  );
  if (own === undefined || other === undefined || on === null) return null;
  const conditions = [textBetween(scene, on.start, on.end)];
  if (select.whereClause !== undefined) {
    const where = clauseAfter(
      pieces,
      pieces.findIndex(({ text, start }) => text === 'where' && start >= on.end),
    );
    if (where === null) return null;
    conditions.push(textBetween(scene, where.start, where.end));
  }
  const inner = conditions.map(condition => `(${condition})`).join(' AND ');
  return `SELECT count(*) FROM ${await rangeText(own)} WHERE EXISTS (SELECT FROM ${await rangeText(other)} WHERE ${inner})`;
}

function isCountAlone(target: Node | undefined): boolean {
  return (
    target !== undefined &&
    'ResTarget' in target &&
    target.ResTarget.val !== undefined &&
    'FuncCall' in target.ResTarget.val
  );
}

function nameOf({ alias, relname }: RangeVar): string | undefined {
  return alias?.aliasname ?? relname;
}

async function rangeText({ schemaname, relname = '', alias }: RangeVar): Promise<string> {
  const schema = schemaname === undefined ? '' : `${await quoteName(schemaname)}.`;
  const name = alias?.aliasname === undefined ? '' : ` ${await quoteName(alias.aliasname)}`;
  return `${schema}${await quoteName(relname)}${name}`;
}

function describe(facts: Facts): Words {
  return {
    message: `count(DISTINCT ${facts.counted}) gets ${formatCount(Number(facts.rows))} rows from the joins for at most ${formatCount(Number(facts.least))} of ${facts.table} (${formatRatio(Number(facts.factor))}), and looks for the duplicates that the joins made: ${facts.counted} is unique in its own table.`,
    remedy:
      facts.rewrite === null
        ? 'Count before you join: in a subquery for each table that is counted, or count rows of the one table for which the others have something, with EXISTS.'
        : `Count the rows for which there is something, instead of joining: ${facts.rewrite}`,
  };
}

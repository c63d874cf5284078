import type { A_Const, FuncCall, Node, SelectStmt } from 'libpg-query';
import { walk } from '../plan/index.ts';
import type { Catalogue } from '../postgres/index.ts';
import { isAggregate, isAggregateCall } from './aggregate-call.ts';
import { expressionName, madeUpName } from './made-up-name.ts';
import { queryLevels } from './query-levels.ts';
import { quoteName } from './quote-name.ts';
import { tableNamed } from './relation-scans.ts';
import type { Scene } from './rule.ts';
import { columnName, constantOf, lastName, nodesIn, selectOf } from './sql-nodes.ts';
import { textBetween } from './statement-text.ts';

/** The statements that keep a query's result. */
export interface MaterialisedView {
  /** As it is typed. */
  readonly name: string;
  readonly create: string;
  /** The unique index that REFRESH … CONCURRENTLY asks for; null where nobody can tell what tells the rows apart. */
  readonly index: string | null;
}

/** Characters of a statement that a sentence may hold. */
const mostCharacters = 1_000;

/**
 * The query as a materialised view; null where that could fail or give something else: it has parameters, depends on who
 * asks or on chance, reads what is no table of the catalogue (a view may do any of this), or has columns without names.
 */
export async function materialisedView(scene: Scene): Promise<MaterialisedView | null> {
  const { statement, catalogue } = scene;
  const select = selectOf(statement?.tree);
  const columns = select === null ? null : outputNames(select);
  if (statement === null || select === null || columns === null || !isKept(scene)) return null;
  const text = textBetween(scene, 0, statement.sql.length).replace(/[\s;]+$/, '');
  if (text.length > mostCharacters) return null;
  const name = await quoteName(freeName(scene, catalogue));
  const key = keyOf(select, scene);
  const typed = key === null ? null : await Promise.all(key.map(quoteName));
  return {
    name,
    create: `CREATE MATERIALIZED VIEW ${name} AS ${text};`,
    index: typed === null ? null : `CREATE UNIQUE INDEX ON ${name} (${typed.join(', ')});`,
  };
}

/** What gives everybody the same rows of the same data; the clock is as late as the last refresh. */
const functions: ReadonlySet<string> = new Set([
  ...['now', 'date_trunc', 'date_bin', 'date_part', 'extract', 'date', 'to_char', 'age', 'timezone'],
  ...['abs', 'round', 'floor', 'ceil', 'ceiling', 'trunc', 'mod', 'power', 'sqrt', 'ln', 'width_bucket'],
  ...[
    'lower',
    'upper',
    'length',
    'btrim',
    'ltrim',
    'rtrim',
    'left',
    'right',
    'substr',
    'substring',
    'replace',
  ],
  ...['concat', 'concat_ws', 'split_part', 'starts_with', 'cardinality', 'array_length'],
]);

/** Words for a time that is looked up once, when the view is made, and never again. */
const frozen = /^\s*(?:now|today|tomorrow|yesterday)\b/i;

const clocks = /^SVFOP_(?:CURRENT_DATE|CURRENT_TIME|LOCALTIME)/;

function isKept({ statement, measurement, catalogue }: Scene): boolean {
  if (statement === null) return false;
  const isOfTables = queryLevels(statement)
    .flatMap(({ sources }) => sources)
    .every(({ table }) => table === null || tableNamed(table, catalogue) !== null);
  const scanned = walk(measurement.plan).flatMap(({ relation }) => (relation === null ? [] : [relation]));
  if (!isOfTables || !scanned.every(relation => tableNamed(relation, catalogue) !== null)) return false;
  return everyPart(statement.tree, (key, part) => {
    if (key === 'FuncCall') return isKnown(part as FuncCall);
    if (key === 'SQLValueFunction') return clocks.test((part as { op?: string }).op ?? '');
    if (key === 'A_Const') return !frozen.test((part as A_Const).sval?.sval ?? '');
    return key !== 'ParamRef' && key !== 'RangeTableSample';
  });
}

function isKnown(call: FuncCall): boolean {
  const [first, ...others] = call.funcname ?? [];
  const schema = others.length > 0 && first !== undefined && 'String' in first ? first.String.sval : null;
  if (schema !== null && schema !== 'pg_catalog') return false;
  const name = lastName(call.funcname);
  return (
    functions.has(name) ||
    isAggregate(call) ||
    (call.over !== undefined && /^(?:row_number|rank|dense_rank|lag|lead|first_value|last_value)$/.test(name))
  );
}

/** Whether it holds of all parts of a tree, those of subqueries included. */
function everyPart(tree: unknown, holds: (key: string, part: unknown) => boolean): boolean {
  const todo: unknown[] = [tree];
  for (let value = todo.pop(); value !== undefined; value = todo.pop()) {
    for (const [key, part] of Object.entries(value as object)) {
      if (typeof part !== 'object' || part === null) continue;
      if (!holds(key, part)) return false;
      todo.push(part);
    }
  }
  return true;
}

/** Of `fleet-totals` it is `fleet_totals`; something else where tables, indexes or sources of the query are called so. */
function freeName({ comparison, statement }: Scene, { tables }: Catalogue): string {
  const words = comparison.result.case.query.name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  const sources = statement === null ? [] : queryLevels(statement).flatMap(level => level.sources);
  const taken = new Set([
    ...tables.flatMap(({ name, indexes }) => [name, ...indexes.map(index => index.name)]),
    ...sources.map(({ table, name }) => table?.name ?? name),
  ]);
  const plain = words === '' ? 'kept' : words;
  const isTaken = (name: string) => taken.has(name);
  return !isTaken(plain) && new TextEncoder().encode(plain).length <= 63
    ? plain
    : madeUpName(plain, [], 'kept', isTaken);
}

interface Target {
  readonly name: string;
  readonly value: Node;
}

/** What the columns are called; null where one has no name of its own, or two have the same. */
function outputNames(select: SelectStmt): readonly Target[] | null {
  // Of UNION and its like the first branch names the columns.
  let first = select;
  while (first.larg !== undefined) first = first.larg;
  const targets: Target[] = [];
  for (const target of first.targetList ?? []) {
    const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
    const name = 'ResTarget' in target ? (target.ResTarget.name ?? nameOf(value)) : null;
    if (value === undefined || name === null) return null;
    targets.push({ name, value });
  }
  return targets.length > 0 && new Set(targets.map(({ name }) => name)).size === targets.length
    ? targets
    : null;
}

function nameOf(node: Node | undefined): string | null {
  if (node === undefined) return null;
  if (!('SubLink' in node)) return expressionName(node);
  if (node.SubLink.subLinkType !== 'EXPR_SUBLINK') return null;
  const [target] = selectOf(node.SubLink.subselect)?.targetList ?? [];
  return target !== undefined && 'ResTarget' in target
    ? (target.ResTarget.name ?? nameOf(target.ResTarget.val))
    : null;
}

/** The columns that tell the rows apart: those that they are grouped by, or a count where there is one row. */
function keyOf(select: SelectStmt, { statement, catalogue }: Scene): readonly string[] | null {
  const targets = outputNames(select);
  if (targets === null || statement === null || (select.op ?? 'SETOP_NONE') !== 'SETOP_NONE') return null;
  const { groupClause } = select;
  if (groupClause === undefined) {
    const isOneRow = select.fromClause === undefined || targets.some(({ value }) => isAggregated(value));
    const count = targets.find(({ value }) => isCount(value));
    return isOneRow && count !== undefined ? [count.name] : null;
  }
  const level = queryLevels(statement).find(({ role }) => role === 'statement');
  const columns = new Set<string>();
  for (const item of groupClause) {
    const isInput = (column: string) =>
      level?.sources.some(({ table }) => {
        const known = table === null ? null : tableNamed(table, catalogue);
        return known?.columns === undefined || known.columns.some(({ name }) => name === column);
      }) ?? true;
    const target = targetOf(item, targets, isInput);
    if (target === undefined) return null;
    columns.add(target.name);
  }
  return columns.size === 0 ? null : [...columns];
}

function targetOf(
  item: Node,
  targets: readonly Target[],
  isInput: (column: string) => boolean,
): Target | undefined {
  if ('A_Const' in item) return targets[Number(constantOf(item)) - 1];
  const own = targets.find(({ value }) => isSame(value, item));
  if (own !== undefined || !('ColumnRef' in item)) return own;
  const column = columnName(item.ColumnRef);
  const isBare = (node: Node) => 'ColumnRef' in node && node.ColumnRef.fields?.length === 1;
  // `d.status` and `status` are the same column: two of the name could not be told apart.
  const alike = targets.find(
    ({ value }) =>
      'ColumnRef' in value && columnName(value.ColumnRef) === column && (isBare(item) || isBare(value)),
  );
  // A name that a column of a table has is that column, not what is returned under it.
  if (alike !== undefined || !isBare(item) || column === null || isInput(column)) return alike;
  return targets.find(({ name }) => name === column);
}

function isSame(one: Node, other: Node): boolean {
  const text = (node: Node) => JSON.stringify(node, (key, value) => (key === 'location' ? undefined : value));
  return text(one) === text(other);
}

function isAggregated(value: Node): boolean {
  return [...nodesIn(value)].some(node => 'FuncCall' in node && isAggregateCall(node.FuncCall));
}

/** A number that any index can hold; other aggregates may give JSON. */
function isCount(value: Node): boolean {
  if ('FuncCall' in value) return lastName(value.FuncCall.funcname) === 'count' && !value.FuncCall.over;
  if (!('SubLink' in value) || value.SubLink.subLinkType !== 'EXPR_SUBLINK') return false;
  const [target] = selectOf(value.SubLink.subselect)?.targetList ?? [];
  const inner = target !== undefined && 'ResTarget' in target ? target.ResTarget.val : undefined;
  return inner !== undefined && isCount(inner);
}

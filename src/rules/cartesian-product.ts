import type { Node } from 'libpg-query';
import { formatCount, formatShare } from '../comparison/index.ts';
import { type PlanNode, subtree, touched, walk } from '../plan/index.ts';
import { shareOf } from './case-buffers.ts';
import { conditionGraph } from './condition-graph.ts';
import type { ParsedStatement } from './parsed-statement.ts';
import { aliasesIn, loopsOf, relationScans, subjectsIn } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import type { Facts } from './types.ts';

/** A join without a condition, mostly one that was forgotten: every row of one side meets every row of the other. */
export const cartesianProduct: CaseRule = {
  id: 'cartesian-product',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-JOIN',
  check,
  describe,
};

function check(scene: Scene, given: Readonly<Record<string, number>>): readonly Observation[] {
  const threshold = (name: string) => given[name] ?? 0;
  const { measurement, catalogue, statement } = scene;
  const { plan } = measurement;
  return walk(plan).flatMap(node => {
    if (node.type !== 'Nested Loop' || node.joinFilter !== null || loopsOf(node) === 0) return [];
    if (node.joinType !== null && node.joinType !== 'Inner' && node.joinType !== 'Left') return [];
    const sides = ['Outer', 'Inner'].map(side =>
      node.children.find(({ parentRelationship }) => parentRelationship === side),
    );
    const [outer, inner] = sides;
    if (outer === undefined || inner === undefined) return [];
    const outerRows = (outer.actual?.rows ?? 0) * loopsOf(outer);
    const innerRows = inner.actual?.rows ?? 0;
    const made = (node.actual?.rows ?? 0) * loopsOf(node);
    const pairs = outerRows * innerRows;
    if (made < threshold('rows') || made < threshold('share') * pairs) return [];
    // One row in each loop is no product, whatever the loops add up to.
    if (outerRows <= loopsOf(node) || innerRows <= 1) return [];
    const [left, right] = [subtree(plan, outer), subtree(plan, inner)];
    if (!readsTables(left) || !readsTables(right)) return [];
    const graph = conditionGraph(plan);
    const [leftAliases, rightAliases] = [aliasesIn(left), aliasesIn(right)];
    if (graph.connects(leftAliases, rightAliases)) return [];
    if (isMeant(statement, leftAliases, rightAliases)) return [];
    const scans = relationScans(measurement, catalogue);
    const buffers = node.buffers === null ? 0 : touched(node.buffers);
    return {
      key: [subjectsIn(left, scans), subjectsIn(right, scans)].toSorted().join(' and '),
      amount: made,
      buffers,
      relation: null,
      node: node.id,
      facts: {
        outer: subjectsIn(left, scans),
        inner: subjectsIn(right, scans),
        outerRows: Math.round(outerRows),
        innerRows: Math.round(innerRows),
        rowsKept: Math.round(made),
        rowsDiscarded: 0,
        isExact: loopsOf(node) === 1 && made === pairs,
        buffers,
        share: Number(shareOf(buffers, measurement).toFixed(4)),
      },
    };
  });
}

/** Rows that a function, VALUES or an expression makes are crossed with a table on purpose: days of a calendar, parts of an array. */
function readsTables(nodes: readonly PlanNode[]): boolean {
  return (
    nodes.some(({ relation, cte }) => relation !== null || cte !== null) &&
    !nodes.some(({ type }) => /^(?:Function|Table Function|Values) Scan$|^ProjectSet$/.test(type))
  );
}

/** Who writes CROSS JOIN between the two sides means it. */
function isMeant(
  statement: ParsedStatement | null,
  some: ReadonlySet<string>,
  others: ReadonlySet<string>,
): boolean {
  return crossJoins(statement?.tree).some(
    ([left, right]) =>
      (meets(left, some) && meets(right, others)) || (meets(left, others) && meets(right, some)),
  );
}

const meets = (names: ReadonlySet<string>, aliases: ReadonlySet<string>) =>
  [...names].some(name => aliases.has(name));

type Names = ReadonlySet<string>;

/** The names on both sides of every CROSS JOIN anywhere in a tree. */
function crossJoins(node: unknown): readonly (readonly [Names, Names])[] {
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.values(node).flatMap(crossJoins);
  if (!('JoinExpr' in node)) return below;
  const { jointype, quals, usingClause, isNatural, larg, rarg } = (
    node as Extract<Node, { JoinExpr: unknown }>
  ).JoinExpr;
  const isCross =
    jointype === 'JOIN_INNER' && quals === undefined && usingClause === undefined && isNatural !== true;
  return isCross ? [...below, [namesIn(larg), namesIn(rarg)]] : below;
}

function namesIn(node: unknown): Names {
  if (typeof node !== 'object' || node === null) return new Set();
  const own = 'RangeVar' in node ? nameOf((node as Extract<Node, { RangeVar: unknown }>).RangeVar) : [];
  const alias =
    'alias' in node ? (node.alias as { readonly aliasname?: string } | null)?.aliasname : undefined;
  const below = Object.values(node).flatMap(child => [...namesIn(child)]);
  return new Set([...own, ...(alias === undefined ? [] : [alias]), ...below]);
}

function nameOf({
  alias,
  relname,
}: {
  readonly alias?: { readonly aliasname?: string };
  readonly relname?: string;
}): readonly string[] {
  const name = alias?.aliasname ?? relname;
  return name === undefined ? [] : [name];
}

function describe(facts: Facts): Words {
  const about = facts.isExact === true ? '' : 'about ';
  return {
    message: `No condition joins ${facts.outer} to ${facts.inner}, so every one of ${about}${formatCount(Number(facts.outerRows))} rows meets every one of ${about}${formatCount(Number(facts.innerRows))}: ${about}${formatCount(Number(facts.rowsKept))} rows are made. What makes them is ${formatShare(Number(facts.share))} of the query's buffers.`,
    remedy: `Join ${facts.outer} to ${facts.inner} by a condition (JOIN … ON …), or write CROSS JOIN where all pairs are meant.`,
  };
}

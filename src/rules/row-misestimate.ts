import { formatCount, formatRatio, formatShare, subjectOf } from '../comparison/index.ts';
import { describeNode, type PlanNode, parents, touched, walk } from '../plan/index.ts';
import type { Catalogue } from '../postgres/index.ts';
import { shareOf } from './case-buffers.ts';
import { type Condition, filterConditions } from './filter-conditions.ts';
import { type Harm, harms } from './misestimate-harm.ts';
import { quoteName } from './quote-name.ts';
import { type RelationScan, relationScans, tableNamed } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { isServed } from './served-conditions.ts';
import { shortened } from './shortened.ts';
import type { Facts } from './types.ts';

/**
 * The planner expected far more or fewer rows than came, and it matters: what it chose above for other numbers does more than
 * it had to, or statistics of a scan's columns would tell it what no plan made of it yet.
 */
export const rowMisestimate: CaseRule = {
  id: 'row-misestimate',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/row-estimation-examples.html',
  check,
  describe,
};

async function check(
  { measurement, catalogue }: Scene,
  thresholds: Readonly<Record<string, number>>,
): Promise<readonly Observation[]> {
  const { factor = 1, rows: least = 0, share: leastShare = 0, pages = 0, dearer = 1, pairs = 0 } = thresholds;
  const { plan } = measurement;
  const above = parents(plan);
  const harmOf = harms(measurement, catalogue, { pages, dearer, pairs });
  const scans = scansByNode(relationScans(measurement, catalogue));
  const observations: Observation[] = [];
  for (const node of walk(plan)) {
    const off = offOf(node);
    if (off === null || off.factor < factor || Math.max(off.expected, off.came) < least) continue;
    if (passesOn(node) || mayStopEarly(node, above) || isRecursive(node, above)) continue;
    // Where a child is off already, the error does not begin here.
    if (node.children.some(child => (offOf(child)?.factor ?? 1) >= Math.sqrt(factor))) continue;
    const harm = harmOf(node, off);
    const whole = above[node.id] ?? node;
    const buffers = harm?.blocks ?? (whole.buffers === null ? 0 : touched(whole.buffers));
    const share = shareOf(buffers, measurement);
    if (share < leastShare) continue;
    // Statistics tell of columns, not of what joins and groups make of them.
    if (harm === null && (node.relation === null || off.factor < factor ** 2)) continue;
    const scan = scans.get(node.id) ?? null;
    observations.push({
      key: keyOf(node, scan),
      amount: off.factor,
      buffers,
      relation: node.relation === null ? null : nameOf(node.relation),
      node: node.id,
      facts: {
        step: describeNode(node),
        expected: Math.round(off.expected),
        came: Math.round(off.came),
        loops: node.actual?.loops ?? 0,
        factor: Number(off.factor.toPrecision(3)),
        condition: conditionOf(node),
        hasChildren: node.children.length > 0,
        share: Number(share.toFixed(4)),
        harm: harm?.kind ?? null,
        harmed: harm?.step ?? null,
        harmedNode: harm?.node ?? null,
        blocks: buffers,
        subplans: subplansOf(node),
        scan: scan?.first.node.id ?? null,
        ...(await statisticsFacts(node, catalogue)),
      },
    });
  }
  return mostOffOfEachScan(observations);
}

function scansByNode(scans: readonly RelationScan[]): ReadonlyMap<number, RelationScan> {
  return new Map(scans.flatMap(scan => scan.accesses.map(({ node }) => [node.id, scan] as const)));
}

/** Of partitions the table that they belong to, as only one of them is told. */
function keyOf(node: PlanNode, scan: RelationScan | null): string {
  if (scan !== null && scan.accesses.length > 1) return scan.subject;
  return node.relation === null ? describeNode(node) : subjectOf(node.relation);
}

/** Each partition of a table is expected by itself, and where nothing comes of it, one of them says it for all. */
function mostOffOfEachScan(observations: readonly Observation[]): readonly Observation[] {
  const most = new Map<unknown, Observation>();
  for (const each of observations) {
    const { scan, harm } = each.facts;
    if (scan === null || harm !== null) continue;
    const before = most.get(scan);
    if (before === undefined || each.amount > before.amount) most.set(scan, each);
  }
  return observations.filter(
    each => each.facts.harm !== null || each.facts.scan === null || most.get(each.facts.scan) === each,
  );
}

/** Subqueries that its filter asks, by node: what they answer, the planner can only guess. */
function subplansOf({ children }: PlanNode): string | null {
  const own = children.filter(({ parentRelationship }) => parentRelationship === 'SubPlan');
  return own.map(({ id }) => id).join(' ') || null;
}

function nameOf({ schema, name }: { readonly schema: string | null; readonly name: string }): string {
  return schema === null ? name : `${schema}.${name}`;
}

/** Rows per loop. One row is the least that the planner expects, so nothing is compared with less. */
function offOf({ planRows, actual }: PlanNode) {
  if (actual === null || actual.loops === 0) return null;
  const [expected, came] = [Math.max(1, planRows), Math.max(1, actual.rows)];
  return { expected, came: actual.rows, factor: Math.max(expected / came, came / expected) };
}

/** Steps that give the rows they are given: the error came from below, or is none. */
const passing: ReadonlySet<string> = new Set([
  'Sort',
  'Incremental Sort',
  'Materialize',
  'Memoize',
  'Gather',
  'Gather Merge',
  'Hash',
  'Limit',
  'LockRows',
  'ModifyTable',
  'WindowAgg',
  'ProjectSet',
  'CTE Scan',
  'WorkTable Scan',
  'Result',
  'Append',
  'Merge Append',
  'Bitmap Index Scan',
  'BitmapAnd',
  'BitmapOr',
  // xmltable and json_table: the planner's number is always the same, and nobody can give it another.
  'Table Function Scan',
]);

function passesOn(node: PlanNode): boolean {
  return (
    passing.has(node.type) ||
    isUnion(node) ||
    (node.type === 'Subquery Scan' && node.filter === null) ||
    // HAVING: the planner always expects a third, and nobody can tell it more.
    (node.type === 'Aggregate' && node.filter !== null)
  );
}

/** What looks for the duplicates of a UNION: there are no statistics of what several queries give. */
function isUnion({ type, children: [child] }: PlanNode): boolean {
  if (type !== 'Aggregate' && type !== 'Unique') return false;
  const below = child?.type === 'Sort' ? child.children[0] : child;
  return below?.type === 'Append' || below?.type === 'Merge Append';
}

/** Below a LIMIT or a window's run condition, in a subquery or inside of a merge, semi or anti join, rows are not asked for to the end. */
function mayStopEarly(node: PlanNode, above: readonly (PlanNode | null)[]): boolean {
  let child = node;
  for (let at = above[node.id] ?? null; at !== null; child = at, at = above[at.id] ?? null) {
    if (child.parentRelationship === 'SubPlan' || child.parentRelationship === 'InitPlan') return true;
    if (['Sort', 'Aggregate', 'Hash', 'Bitmap Heap Scan', 'SetOp', 'ModifyTable'].includes(at.type))
      return false;
    if (at.type === 'Limit' || at.type === 'Merge Join') return true;
    // row_number() <= 10 needs no eleventh row.
    if (at.type === 'WindowAgg' && at.other['Run Condition'] !== undefined) return true;
    if ((at.joinType === 'Semi' || at.joinType === 'Anti') && child.parentRelationship === 'Inner')
      return true;
  }
  return false;
}

function isRecursive(node: PlanNode, above: readonly (PlanNode | null)[]): boolean {
  for (let at: PlanNode | null = node; at !== null; at = above[at.id] ?? null)
    if (at.type === 'Recursive Union') return true;
  return false;
}

function conditionOf(node: PlanNode): string | null {
  const parts = [node.indexCond, node.filter, node.hashCond, node.mergeCond, node.joinFilter];
  const told = parts.filter(part => part !== null).join(' AND ');
  return told || node.groupKey.join(', ') || null;
}

/** Columns of one table that are compared together, or an expression of one: what statistics can be made for. */
async function statisticsFacts(node: PlanNode, catalogue: Catalogue) {
  const { relation } = node;
  if (relation === null)
    return { table: null, column: null, columns: null, expression: null, statistics: null };
  const texts = [node.indexCond, node.filter, node.recheckCond].filter(text => text !== null);
  const conditions = (await Promise.all(texts.map(text => filterConditions(text, relation.alias)))).flat();
  const table = tableNamed(relation, catalogue);
  const isHidden = (each: Condition) => !isServed(each, table);
  const plain = [...new Set(conditions.filter(each => !isHidden(each)).map(({ column }) => column))];
  const schema =
    relation.schema === null || relation.schema === 'public' ? '' : `${await quoteName(relation.schema)}.`;
  return {
    table: `${schema}${await quoteName(relation.name)}`,
    column: plain[0] === undefined ? null : await quoteName(plain[0]),
    columns: plain.length > 1 ? (await Promise.all(plain.map(quoteName))).join(', ') : null,
    expression: conditions.find(isHidden)?.wrapped ?? null,
    // Only from PostgreSQL 16 on may the name be left out.
    statistics: await quoteName(`${[relation.name, ...plain].join('_').slice(0, 58)}_stat`),
  };
}

/** What came of it, by the step that was chosen for other numbers. */
const consequences: Readonly<Record<Harm['kind'], (step: string, blocks: string) => string>> = {
  loop: (step, blocks) =>
    `so ${step} looks up ${blocks} blocks one row at a time, more than reading all of its inner side takes`,
  pairs: step => `so ${step} puts rows together that its condition then throws away`,
  spill: (step, blocks) =>
    `so ${step} gets more rows than it has memory for, and ${blocks} temporary blocks come and go`,
  side: (step, blocks) => `so ${step} reads ${blocks} blocks of its other side to meet so few`,
  scan: (step, blocks) => `so ${step} touches ${blocks} blocks, more than reading all of the table takes`,
};

function describe(facts: Facts): Words {
  const each = Number(facts.loops) > 1 ? ' each time' : '';
  const condition = facts.condition === null ? '' : ` by ${shortened(String(facts.condition))}`;
  const numbers = `${formatCount(Number(facts.came))} came${each}, ${formatRatio(Number(facts.factor))} off`;
  const expected = `The planner expected ${formatCount(Number(facts.expected))} rows`;
  const consequence = consequences[facts.harm as Harm['kind']] as (typeof consequences)['loop'] | undefined;
  const told =
    consequence === undefined
      ? 'what is above was chosen for other numbers'
      : consequence(String(facts.harmed), formatCount(Number(facts.blocks)));
  const below =
    facts.hasChildren === true
      ? `The steps below it are expected well: the error begins here, ${consequence === undefined ? 'and ' : ''}${told}.`
      : `${told.slice(0, 1).toUpperCase()}${told.slice(1)}.`;
  const share =
    facts.harm === 'spill'
      ? ''
      : ` ${facts.harm === null ? 'It' : 'That'} is ${formatShare(Number(facts.share))} of the query's buffers.`;
  return {
    message: `${expected} of ${facts.step}${condition}, and ${numbers}. ${below}${share}`,
    cause: `${expected} of ${facts.step}, and ${numbers}.`,
    // Of a spill it is the cause; whatever else is seen of the same step is what to mend.
    keepsRemedy: facts.harm !== 'spill',
    remedy: remedy(facts),
  };
}

function remedy(facts: Facts): string {
  if (facts.expression !== null)
    return `The planner knows nothing of what an expression gives. Compare the column itself, or let ANALYZE look at the expression as it stands in the query: CREATE STATISTICS (or an index) on it.`;
  if (facts.columns !== null)
    return `The planner takes these columns for independent. Where they are not, let ANALYZE look at them together: CREATE STATISTICS ${facts.statistics} (dependencies, ndistinct, mcv) ON ${facts.columns} FROM ${facts.table};`;
  if (facts.column !== null)
    return `Where ANALYZE ran after the data came, its sample is too small for this column: ALTER TABLE ${facts.table} ALTER COLUMN ${facts.column} SET STATISTICS 1000;`;
  return 'Look at how the values of both sides of this step are spread: where few of them make most of the rows, or both sides hold the same rows, the planner cannot know. Statistics on the joined columns of each side, or a condition said on both sides, help.';
}

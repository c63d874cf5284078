import type { Node, SubLink } from 'libpg-query';
import { displayName, formatCount } from '../comparison/index.ts';
import { type PlanNode, parents, subtree, walk } from '../plan/index.ts';
import { blocksFacts } from './case-buffers.ts';
import { type Level, nodesOfLevel, queryLevels, sourceOf } from './query-levels.ts';
import { loopsOf, tableNamed } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { columnName, lastName, nodesIn, selectOf } from './sql-nodes.ts';
import { conditionAfter, piecesOf, textBetween } from './statement-text.ts';
import type { Facts } from './types.ts';
import { columnText } from './whole-rows.ts';

/**
 * NOT IN cannot become a join, because of what NULL does to it: its subquery is asked again for each row. Where its result is
 * hashed, that is cheap; a NULL in it then shows by NOT IN keeping nothing.
 */
export const notInSubquery: CaseRule = {
  id: 'not-in-subquery',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/functions-subquery.html#FUNCTIONS-SUBQUERY-NOTIN',
  check,
  describe,
};

async function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  const { expanded: statement, measurement } = scene;
  if (statement === null) return [];
  const observations: Observation[] = [];
  const levels = queryLevels(statement);
  const subplans = askedSubplans(scene).filter(({ rows }) => rows >= (given.rows ?? 0));
  for (const level of levels) {
    for (const link of nodesOfLevel(level).flatMap(notIn)) {
      const select = selectOf(link.subselect);
      const inner = levels.find(each => each.select === select && select !== null);
      // Up to 16, <> ALL is printed as the bare subplan.
      const mine = subplans.filter(({ isNegated }) => isNegated || link.subLinkType === 'ALL_SUBLINK');
      const own =
        inner === undefined ? undefined : mine.find(each => each.reads.some(name => isRead(name, inner)));
      // A view hides the names of what it reads.
      const subplan = own ?? (mine.length === 1 ? mine[0] : undefined);
      if (inner === undefined || subplan === undefined) continue;
      const column = resultColumn(scene, inner);
      if (subplan.isHashed && (column?.isNullable !== true || isCompared(inner))) continue;
      const below = subtree(measurement.plan, subplan.node);
      const scan = below.find(node => node.relation !== null)?.relation ?? null;
      const blocks = blocksFacts(subplan.node, measurement);
      observations.push({
        key: `NOT IN ${subplan.isHashed ? 'hashed ' : ''}${scan?.name ?? ''}`,
        amount: subplan.rows,
        isLesser: subplan.isHashed,
        relation: scan === null ? null : `${scan.schema === null ? '' : `${scan.schema}.`}${scan.name}`,
        node: subplan.node.id,
        buffers: blocks.buffers,
        at: statement.offsetOf(link.location),
        facts: {
          loops: loopsOf(subplan.node),
          isHashed: subplan.isHashed,
          rows: subplan.rows,
          isExact: subplan.isExact,
          lastNode: subplan.node.id + below.length - 1,
          column: column?.text ?? null,
          isNullable: column?.isNullable ?? null,
          ...blocks,
          inView: statement.viewOf(link.location),
          rewrite: await notExists(scene, level, inner, link),
        },
      });
    }
  }
  return observations;
}

/** `x NOT IN (SELECT …)`, `NOT x IN (SELECT …)` and `x <> ALL (SELECT …)`. */
function notIn(node: Node): readonly SubLink[] {
  if ('SubLink' in node) {
    const { subLinkType, operName } = node.SubLink;
    return subLinkType === 'ALL_SUBLINK' && lastName(operName) === '<>' ? [node.SubLink] : [];
  }
  if (!('BoolExpr' in node) || node.BoolExpr.boolop !== 'NOT_EXPR') return [];
  return (node.BoolExpr.args ?? []).flatMap(arg =>
    'SubLink' in arg && arg.SubLink.subLinkType === 'ANY_SUBLINK' && arg.SubLink.operName === undefined
      ? [arg.SubLink]
      : [],
  );
}

/** The subquery of a filter, with the rows that it was asked for. */
interface AskedSubplan {
  readonly node: PlanNode;
  /** The relations that it reads, by name. */
  readonly reads: readonly string[];
  readonly isNegated: boolean;
  /** Whether it ran once, and a hash table of its result was asked. */
  readonly isHashed: boolean;
  readonly rows: number;
  /** Whether `rows` are counted, not a total of rounded averages. */
  readonly isExact: boolean;
}

/** Subqueries that a filter asks for each row, without a hash table of their result or with one that let no row pass. */
function askedSubplans({ measurement: { plan } }: Scene): readonly AskedSubplan[] {
  const above = parents(plan);
  return walk(plan).flatMap(parent =>
    parent.children.flatMap((node: PlanNode): AskedSubplan[] => {
      const name = node.parentRelationship === 'SubPlan' ? node.subplanName : null;
      const text = `${parent.filter ?? ''} ${parent.joinFilter ?? ''}`;
      if (name === null) return [];
      const isHashed = text.includes(`(hashed ${name})`);
      const rows = isHashed ? rowsRefused(parent, above[parent.id] ?? null) : loopsOf(node);
      if (rows === 0 || (!isHashed && !text.includes(`(${name})`))) return [];
      const reads = subtree(plan, node).flatMap(({ relation }) => relation?.name ?? []);
      const isNegated = /\bNOT \(|<> \(/.test(text);
      return [{ node, reads, isNegated, isHashed, rows, isExact: !isHashed || loopsOf(parent) === 1 }];
    }),
  );
}

/**
 * What a filter threw away that is NOT IN alone and let nothing pass; 0 where it let something pass, has other conditions, or
 * nobody can tell: of several loops, the rows are a rounded average, and those of workers a Gather counts.
 */
function rowsRefused({ filter, actual, rowsRemovedByFilter }: PlanNode, above: PlanNode | null): number {
  const isAlone = filter?.startsWith('(NOT (') === true && !/ (?:AND|OR) /.test(filter);
  const counted = above?.type === 'Gather' ? above.actual : actual;
  const isNone = actual?.rows === 0 && counted?.rows === 0 && counted.loops === 1;
  return isAlone && isNone ? Math.round((rowsRemovedByFilter ?? 0) * (actual?.loops ?? 0)) : 0;
}

/** Whether a condition of the subquery names the column that it gives, which then is hardly NULL. */
function isCompared(inner: Level): boolean {
  const given = targetOf(inner);
  const name = given === null ? null : columnName(given);
  const conditions = [...nodesIn([inner.select?.whereClause, inner.select?.fromClause])];
  return conditions.some(
    node =>
      ('String' in node && node.String.sval === name) || ('JoinExpr' in node && node.JoinExpr.isNatural),
  );
}

function isRead(name: string, { sources }: Level): boolean {
  return sources.some(({ table }) => table?.name === name);
}

/** The column that the subquery gives, and whether it may be NULL; null for an expression and where nobody can tell. */
function resultColumn({ catalogue }: Scene, level: Level) {
  const reference = targetOf(level);
  const source = reference === null ? null : sourceOf(reference, level, catalogue);
  const table = source?.table ? tableNamed(source.table, catalogue) : null;
  const own = table?.columns?.find(({ name }) => reference !== null && name === columnName(reference));
  if (own === undefined || table === null) return null;
  return { text: `${displayName(table.name)}.${displayName(own.name)}`, isNullable: !own.notNull };
}

function targetOf({ select }: Level) {
  const [target, ...more] = select?.targetList ?? [];
  const value =
    target !== undefined && 'ResTarget' in target && more.length === 0 ? target.ResTarget.val : undefined;
  return value !== undefined && 'ColumnRef' in value ? value.ColumnRef : null;
}

/** The same as NOT EXISTS, where the subquery is plain and both columns can be called by the names of their tables. */
async function notExists(
  scene: Scene,
  outer: Level,
  inner: Level,
  { testexpr, location }: SubLink,
): Promise<string | null> {
  const { statement, catalogue } = scene;
  const at = statement?.offsetOf(location) ?? null;
  const given = targetOf(inner);
  const tested = testexpr !== undefined && 'ColumnRef' in testexpr ? testexpr.ColumnRef : null;
  if (statement === null || at === null || given === null || tested === null || !isPlain(inner)) return null;
  const [from, to] = [sourceOf(given, inner, catalogue), sourceOf(tested, outer, catalogue)];
  // An inner name would hide the same one outside.
  if (!from?.name || !to?.name || inner.sources.some(({ name }) => name === to.name)) return null;
  const pieces = piecesOf(statement.sql);
  const open = pieces.findIndex(
    ({ start, text }, index) => start >= at && text === '(' && pieces[index + 1]?.text === 'select',
  );
  const depth = (pieces[open]?.depth ?? 0) + 1;
  const close = pieces.findIndex((piece, index) => index > open && piece.depth < depth);
  const word = (text: string) =>
    pieces.findIndex(
      (piece, index) => index > open && index < close && piece.depth === depth && piece.text === text,
    );
  const [fromAt, whereAt] = [word('from'), word('where')];
  const start = pieces[fromAt]?.end;
  const last = pieces[(whereAt < 0 ? close : whereAt) - 1];
  if (open < 0 || start === undefined || last === undefined) return null;
  const where = whereAt < 0 ? null : conditionAfter(pieces, whereAt);
  const condition = where === null ? '' : ` AND (${textBetween(scene, where.start, where.end)})`;
  const [own, other] = [
    await columnText(from.name, columnName(given) ?? ''),
    await columnText(to.name, columnName(tested) ?? ''),
  ];
  return `NOT EXISTS (SELECT FROM ${textBetween(scene, start, last.end)} WHERE ${own} = ${other}${condition})`;
}

function isPlain({ select }: Level): boolean {
  const { groupClause, havingClause, limitCount, limitOffset, withClause, op } = select ?? {};
  const more = [groupClause, havingClause, limitCount, limitOffset, withClause];
  return more.every(clause => clause === undefined) && (op === undefined || op === 'SETOP_NONE');
}

function describe(facts: Facts): Words {
  return {
    message: facts.isHashed === true ? refusedWords(facts) : repeatedWords(facts),
    remedy:
      facts.rewrite === null
        ? 'Write NOT EXISTS with the comparison in its WHERE, which PostgreSQL can join by, and which NULL does not upset.'
        : `Ask for what does not exist, which PostgreSQL can join by, and which NULL does not upset: ${facts.rewrite}`,
  };
}

function refusedWords(facts: Facts): string {
  const rows = `${facts.isExact === true ? 'the' : 'about'} ${formatCount(Number(facts.rows))} rows`;
  return `NOT IN keeps none of ${rows} that it is asked for. ${facts.column} may be NULL, and with a single NULL in it NOT IN finds no row at all.`;
}

function repeatedWords(facts: Facts): string {
  const nulls =
    facts.isNullable === true
      ? ` ${facts.column} may be NULL, and with a single NULL in it NOT IN finds no row at all.`
      : facts.isNullable === false
        ? ` ${facts.column} is never NULL, which the planner does not make use of.`
        : ' With a single NULL in what the subquery gives NOT IN finds no row at all.';
  return `The subquery of NOT IN ran ${formatCount(Number(facts.loops))} times, for each row anew, as NOT IN cannot become a join.${nulls}`;
}

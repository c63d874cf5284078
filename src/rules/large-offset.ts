import type { Node, SelectStmt } from 'libpg-query';
import { formatCount, formatShare } from '../comparison/index.ts';
import { parents, subtree, touched, walk } from '../plan/index.ts';
import { shareOf } from './case-buffers.ts';
import { limitAbove } from './limit-above.ts';
import type { ParsedStatement } from './parsed-statement.ts';
import { quoteNames } from './quote-name.ts';
import { loopsOf, onlyScan, relationScans, subjectsIn } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { stringsOf } from './sql-nodes.ts';
import type { Facts } from './types.ts';

/** OFFSET computes the rows of all pages before the one that is wanted, and throws them away. */
export const largeOffset: CaseRule = {
  id: 'large-offset',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/queries-limit.html',
  check,
  describe,
};

async function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  const threshold = (name: string) => given[name] ?? 0;
  const { measurement, catalogue, statement } = scene;
  // A LIMIT … WITH TIES reads more than it returns too; the OFFSET may stand in a view.
  const has = (isWanted: (node: SelectStmt) => boolean) => selectsWith(statement?.tree, isWanted).length > 0;
  if (has(isWithTies) && !has(isOffset)) return [];
  const above = parents(measurement.plan);
  const observations: Observation[] = [];
  for (const node of walk(measurement.plan)) {
    const child = node.children.find(({ parentRelationship }) => parentRelationship === 'Outer');
    if (node.type !== 'Limit' || child === undefined || loopsOf(node) === 0) continue;
    // The child gives what the Limit passes over and what it passes on.
    const given = (child.actual?.rows ?? 0) * loopsOf(child);
    const kept = (node.actual?.rows ?? 0) * loopsOf(node);
    const discarded = given - kept;
    if (discarded < threshold('rows') || discarded < threshold('discarded') * given) continue;
    const scans = relationScans(measurement, catalogue);
    const below = subtree(measurement.plan, node);
    const ids = new Set(below.map(({ id }) => id));
    const within = scans.filter(({ first }) => ids.has(first.node.id));
    const buffers = node.buffers === null ? 0 : touched(node.buffers);
    const order = await orderOf(statement);
    observations.push({
      key: subjectsIn(below, scans),
      amount: discarded,
      buffers,
      relation: onlyScan(below, scans)?.relation ?? null,
      node: node.id,
      facts: {
        of: subjectsIn(below, scans),
        rowsKept: Math.round(kept),
        rowsDiscarded: Math.round(discarded),
        isExact: loopsOf(node) === 1,
        index: within.find(({ first }) => limitAbove(first.node, above) === node)?.first.node.index ?? null,
        filter: within[0]?.first.node.filter ?? null,
        buffers,
        share: Number(shareOf(buffers, measurement).toFixed(4)),
        ...order,
      },
    });
  }
  return observations;
}

const none = { order: null, direction: null } as const;

/** The columns of the ORDER BY that goes with the OFFSET, where all are plain columns in one direction. */
async function orderOf(statement: ParsedStatement | null) {
  const [select, another] = selectsWith(statement?.tree, isOffset);
  if (select === undefined || another !== undefined) return none;
  const keys = (select.sortClause ?? []).flatMap(key => ('SortBy' in key ? [key.SortBy] : []));
  const columns = await Promise.all(keys.map(({ node }) => columnOf(node)));
  const descending = keys.map(({ sortby_dir }) => sortby_dir === 'SORTBY_DESC');
  if (columns.length === 0 || columns.includes(null) || new Set(descending).size > 1) return none;
  return { order: columns.join(', '), direction: descending[0] === true ? '<' : '>' };
}

function selectsWith(node: unknown, isWanted: (node: SelectStmt) => boolean): readonly SelectStmt[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = isWanted(node as SelectStmt) ? [node as SelectStmt] : [];
  return [...own, ...Object.values(node).flatMap(each => selectsWith(each, isWanted))];
}

function isOffset({ limitOffset }: SelectStmt): boolean {
  return limitOffset !== undefined;
}

function isWithTies({ limitOption }: SelectStmt): boolean {
  return limitOption === 'LIMIT_OPTION_WITH_TIES';
}

async function columnOf(node: Node | undefined): Promise<string | null> {
  if (node === undefined || !('ColumnRef' in node)) return null;
  const names = stringsOf(node.ColumnRef.fields);
  return names.length === 0 ? null : await quoteNames(names);
}

function describe(facts: Facts): Words {
  const about = facts.isExact === true ? '' : 'about ';
  return {
    message: `OFFSET throws away ${about}${formatCount(Number(facts.rowsDiscarded))} rows of ${facts.of} that were computed for it, to return ${about}${formatCount(Number(facts.rowsKept))}. All pages before this one are computed anew for each page. What is below the LIMIT is ${formatShare(Number(facts.share))} of the query's buffers.`,
    remedy: remedy(facts),
  };
}

function remedy(facts: Facts): string {
  if (facts.order === null) {
    return 'Remember where the last page ended, and begin there instead of counting: order by columns that are unique together, and ask for rows beyond the last ones seen.';
  }
  const columns = String(facts.order).split(', ');
  const values = columns.map((_, at) => `$${at + 1}`).join(', ');
  const [left, right] = columns.length === 1 ? [columns[0], values] : [`(${facts.order})`, `(${values})`];
  return `Begin where the last page ended, instead of counting: WHERE ${left} ${facts.direction} ${right}, with the values of the last row seen, and no OFFSET. The columns of ORDER BY must be unique together, or add the primary key to them; an index on them finds the place at once.`;
}

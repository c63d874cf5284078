import type { SelectStmt } from 'libpg-query';
import { formatCount } from '../comparison/index.ts';
import { type PlanNode, totalRows, walk } from '../plan/index.ts';
import { blocksFacts } from './case-buffers.ts';
import { queryLevels } from './query-levels.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { constantOf, locationOf } from './sql-nodes.ts';
import { piecesOf } from './statement-text.ts';
import type { Facts } from './types.ts';

/** UNION compares all rows of its branches with each other, and there were no two alike. */
export const unionInsteadOfUnionAll: CaseRule = {
  id: 'union-instead-of-union-all',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/queries-union.html',
  check,
  describe,
};

function check(scene: Scene, given: Readonly<Record<string, number>>): readonly Observation[] {
  const written = writtenIn(scene);
  const [first] = written;
  return duplicateSearches(scene).flatMap(({ node, input }) => {
    const output = totalRows(node)?.rows ?? 0;
    if (first === undefined || input < (given.rows ?? 0) || output !== input) return [];
    const blocks = blocksFacts(node, scene.measurement);
    return {
      key: 'union',
      amount: input,
      relation: null,
      node: node.id,
      buffers: blocks.buffers,
      at: first.at,
      facts: {
        rows: Math.round(input),
        ...blocks,
        inView: first.inView,
        how: node.type === 'Unique' ? 'sorts' : 'hashes',
        // Branches that each say another constant share no row.
        isDisjoint: written.length === 1 && first.isDisjoint,
      },
    };
  });
}

/** Steps that take duplicates out of what an Append puts together, executed once. */
function duplicateSearches({ measurement }: Scene) {
  return walk(measurement.plan).flatMap(node => {
    const isSearch = node.type === 'Unique' || (node.type === 'Aggregate' && node.strategy === 'Hashed');
    const append = isSearch ? appendBelow(node) : null;
    if (append === null || node.actual?.loops !== 1) return [];
    const rows = append.children.map(child => totalRows(child));
    if (rows.some(each => each === null || each.uncertainty > 0)) return [];
    return [{ node, input: rows.reduce((sum, each) => sum + (each?.rows ?? 0), 0) }];
  });
}

function appendBelow(node: PlanNode): PlanNode | null {
  const [child] = node.children;
  if (child === undefined || node.children.length > 1) return null;
  if (child.type === 'Append' || child.type === 'Merge Append') return child;
  return ['Sort', 'Incremental Sort', 'Gather', 'Gather Merge'].includes(child.type)
    ? appendBelow(child)
    : null;
}

function writtenIn({ expanded: statement }: Scene) {
  if (statement === null) return [];
  const pieces = piecesOf(statement.sql);
  return queryLevels(statement).flatMap(({ select }) => {
    if (select?.op !== 'SETOP_UNION' || select.all === true || select.rarg === undefined) return [];
    const location = locationOf(select.rarg);
    const right = statement.offsetOf(location);
    const union = pieces.findLast(({ text, start }) => text === 'union' && right !== null && start < right);
    return [
      {
        at: union?.start ?? null,
        inView: statement.viewOf(location),
        isDisjoint: isDisjoint(branchesOf(select)),
      },
    ];
  });
}

function branchesOf(select: SelectStmt): readonly SelectStmt[] {
  const { larg, rarg } = select;
  return larg === undefined || rarg === undefined ? [select] : [...branchesOf(larg), ...branchesOf(rarg)];
}

/** Whether some column is a constant in every branch, and another one in each. */
function isDisjoint(branches: readonly SelectStmt[]): boolean {
  const columns = branches.map(({ targetList = [] }) =>
    targetList.map(target => ('ResTarget' in target ? constantOf(target.ResTarget.val) : null)),
  );
  return (columns[0] ?? []).some((_, place) => {
    const values = columns.map(column => column[place] ?? null);
    return !values.includes(null) && new Set(values).size === values.length;
  });
}

function describe(facts: Facts): Words {
  const disjoint =
    facts.isDisjoint === true ? ' Its branches share no row, as each has a constant of its own.' : '';
  return {
    message: `UNION ${facts.how} ${formatCount(Number(facts.rows))} rows to find duplicates, and there is none among them.${disjoint}`,
    remedy:
      facts.isDisjoint === true
        ? 'Write UNION ALL, and SELECT DISTINCT in a branch if it can have duplicates of its own.'
        : 'Where no row can be in two branches, nor twice in one, write UNION ALL.',
  };
}

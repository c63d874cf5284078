import type { A_Expr, ColumnRef, Node } from 'libpg-query';
import { displayName } from '../comparison/index.ts';
import { type Level, nodesOfLevel, sourceOf } from './query-levels.ts';
import type { Scene } from './rule.ts';
import { columnName, lastName, nodesIn, qualifierOf } from './sql-nodes.ts';

/** What a level's conditions hold against parameters. */
export interface ParameterColumns {
  /** Numbers of the parameters that stand in it, whatever they do there. */
  readonly parameters: ReadonlySet<number>;
  /** `deployments.deployed_at`, each once. */
  readonly columns: ReadonlySet<string>;
  /** Whether each of them is compared by equality alone. */
  readonly isEquality: boolean;
}

const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=', '~~', '~~*', '~', '~*']);

export function parameterColumns(level: Level, scene: Scene): ParameterColumns {
  const parameters = new Set<number>();
  const columns = new Set<string>();
  let isEquality = true;
  for (const node of nodesOfLevel(level)) if ('ParamRef' in node) parameters.add(node.ParamRef.number ?? 0);
  for (const node of nodesOfLevel({ ...level, select: withoutHaving(level.select) })) {
    if (!('A_Expr' in node) || !isComparison(node.A_Expr)) continue;
    const parts = [...nodesIn(node)];
    if (!parts.some(part => 'ParamRef' in part)) continue;
    const named = parts.flatMap(part => ('ColumnRef' in part ? nameOf(part.ColumnRef, level, scene) : []));
    for (const name of named) columns.add(name);
    if (named.length > 0) isEquality &&= isEqual(node.A_Expr);
  }
  return { parameters, columns, isEquality };
}

/** What HAVING compares is what was aggregated. */
function withoutHaving(select: Level['select']): Level['select'] {
  if (select === null) return null;
  const { havingClause: _, ...others } = select;
  return others;
}

function isComparison({ kind, name }: A_Expr): boolean {
  return kind === 'AEXPR_OP' || kind === 'AEXPR_OP_ANY' || kind === 'AEXPR_OP_ALL'
    ? comparisons.has(lastName(name))
    : kind !== 'AEXPR_NULLIF';
}

function isEqual({ kind, name }: A_Expr): boolean {
  return ['AEXPR_OP', 'AEXPR_OP_ANY', 'AEXPR_IN'].includes(kind ?? '') && lastName(name) === '=';
}

function nameOf(reference: ColumnRef, level: Level, { catalogue }: Scene): readonly string[] {
  const column = columnName(reference);
  if (column === null) return [];
  const source = sourceOf(reference, level, catalogue);
  const table = source?.table?.name ?? qualifierOf(reference);
  return [table === null ? displayName(column) : `${displayName(table)}.${displayName(column)}`];
}

/** Whether a part of a statement, subqueries included, holds a parameter. */
export function hasParameter(value: Node | object): boolean {
  return JSON.stringify(value).includes('"ParamRef":');
}

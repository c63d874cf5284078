import type { IndexElem, Node } from 'libpg-query';
import { lastName } from './sql-nodes.ts';

/** Bytes of a name. Source: NAMEDATALEN in pg_config_manual.h, less the zero at its end. */
const mostBytes = 63;

/**
 * The name that PostgreSQL gives what a statement leaves nameless, such as `deployments_status_idx`: as many bytes of the
 * table and of the columns as there is room for, and a number where the name is taken.
 * Source: makeObjectName, ChooseRelationName and ChooseIndexNameAddition in indexcmds.c.
 */
export function madeUpName(
  table: string,
  columns: readonly string[],
  label: string,
  isTaken: (name: string) => boolean,
): string {
  for (let pass = 0; ; pass++) {
    const name = joined(table, addition(columns), pass === 0 ? label : `${label}${pass}`);
    if (!isTaken(name)) return name;
  }
}

/** The columns of an index as its name lists them: an expression by its function, or as `expr`, each once. */
export function keyNames(elements: readonly Node[]): readonly string[] {
  const names: string[] = [];
  for (const element of elements) {
    const wanted = 'IndexElem' in element ? keyName(element.IndexElem) : 'expr';
    let name = wanted;
    for (let pass = 1; names.includes(name); pass++) name = `${wanted}${pass}`;
    names.push(name);
  }
  return names;
}

function keyName({ name, expr }: IndexElem): string {
  return name ?? (expr === undefined ? null : expressionName(expr)) ?? 'expr';
}

/** Source: FigureColnameInternal in parse_target.c, as far as expressions of indexes go. */
export function expressionName(node: Node): string | null {
  if ('ColumnRef' in node) return lastName(node.ColumnRef.fields) || null;
  if ('FuncCall' in node) return lastName(node.FuncCall.funcname) || null;
  if ('CollateClause' in node && node.CollateClause.arg !== undefined)
    return expressionName(node.CollateClause.arg);
  if ('TypeCast' in node) {
    const own = node.TypeCast.arg === undefined ? null : expressionName(node.TypeCast.arg);
    return own ?? (lastName(node.TypeCast.typeName?.names) || null);
  }
  if ('CoalesceExpr' in node) return 'coalesce';
  if ('MinMaxExpr' in node) return node.MinMaxExpr.op === 'IS_LEAST' ? 'least' : 'greatest';
  if ('CaseExpr' in node) {
    const { defresult } = node.CaseExpr;
    return (defresult === undefined ? null : expressionName(defresult)) ?? 'case';
  }
  if ('A_Expr' in node && node.A_Expr.kind === 'AEXPR_NULLIF') return 'nullif';
  return null;
}

function addition(columns: readonly string[]): string {
  let text = '';
  for (const column of columns) {
    if (text !== '') text += '_';
    text += clipped(column, mostBytes);
    if (bytesOf(text) > mostBytes) break;
  }
  return text;
}

function joined(table: string, columns: string, label: string): string {
  const room = mostBytes - bytesOf(label) - 1 - (columns === '' ? 0 : 1);
  let first = bytesOf(table);
  let second = bytesOf(columns);
  while (first + second > room) {
    if (first > second) first--;
    else second--;
  }
  return [clipped(table, first), clipped(columns, second), label].filter(part => part !== '').join('_');
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** No more than so many bytes, and no character cut in two. */
function clipped(text: string, most: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += bytesOf(character);
    if (bytes > most) break;
    kept += character;
  }
  return kept;
}

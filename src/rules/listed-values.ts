import type { Node } from 'libpg-query';
import { constantOf } from './sql-nodes.ts';

/**
 * The values of `IN (…)`, `ANY (ARRAY[…])` and `ANY ('{…}')`, NULLs aside, which nothing equals; null for a list that is not
 * known, or that quotes its values.
 */
export function listedValues(list: Node): readonly Node[] | null {
  if ('List' in list) return (list.List.items ?? []).filter(isValue);
  if ('A_ArrayExpr' in list) return (list.A_ArrayExpr.elements ?? []).filter(isValue);
  if ('TypeCast' in list && list.TypeCast.arg !== undefined) return listedValues(list.TypeCast.arg);
  const inside = /^\{([^"\\{}]+)\}$/.exec(constantOf(list) ?? '')?.[1];
  const texts = inside?.split(',').map(text => text.trim()) ?? [];
  if (texts.length === 0 || texts.some(text => /^(?:null)?$/i.test(text))) return null;
  return texts.map(text => ({ A_Const: { sval: { sval: text } } }));
}

function isValue(node: Node): boolean {
  return !('A_Const' in node && node.A_Const.isnull);
}

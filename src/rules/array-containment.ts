import type { Node } from 'libpg-query';
import type { CatalogueColumn } from '../postgres/index.ts';
import { valueType } from './empty-cast.ts';
import type { Rewrite } from './hidden-column-facts.ts';
import { sure } from './rewritten.ts';
import { typeNameOf } from './sql-nodes.ts';

/**
 * `tags @> ARRAY[17]` of `17 = ANY (tags)`, which GIN serves. Both keep the same rows: neither finds a NULL, in an array or as
 * one. null where the value may be of another type than the elements.
 * https://www.postgresql.org/docs/current/gin.html#GIN-BUILTIN-OPCLASSES
 */
export const containment: Rewrite = async (hidden, { bounds: [bound], column }, write) => {
  const element = elementType(hidden.column);
  if (bound === undefined || element === null || !isOfType(hidden.value, element)) return null;
  const text = await write(bound.value);
  if (text === null) return null;
  return sure(`${column} @> ARRAY[${text}]${isTyped(bound.value, element) ? '' : `::${element}[]`}`);
};

/** The type of an array's elements, without a length that a cast would cut them to; null of what is no array. */
export function elementType(column: Pick<CatalogueColumn, 'type' | 'base'>): string | null {
  const [, element] = /^(.*)\[\]$/.exec(valueType(column)) ?? [];
  const bare = element?.replace(/\([\d,]+\)/, '') ?? null;
  return bare === null ? null : (unlimited[bare] ?? bare);
}

/** These mean a length of 1. */
const unlimited: Readonly<Record<string, string>> = { character: 'bpchar', bit: '"bit"' };

/** Types that = compares with others, to which it casts neither side, and to which not all values of those can be cast. */
const narrow: Readonly<Record<string, string>> = {
  smallint: 'int2',
  integer: 'int4',
  real: 'float4',
  date: 'date',
  'timestamp without time zone': 'timestamp',
  name: 'name',
};

/** Whether a value, as EXPLAIN prints it, can be cast to the elements' type and compares the same then. */
function isOfType(value: Node, element: string): boolean {
  const own = narrow[element];
  if (own === undefined) return true;
  // A number without a cast is an integer.
  if ('A_Const' in value) return own === 'int4' && value.A_Const.isnull !== true;
  return 'TypeCast' in value && typeNameOf(value.TypeCast.typeName) === own;
}

/** Whether ARRAY makes the elements' type of a value as it is written. */
function isTyped(value: Node, element: string): boolean {
  if ('TypeCast' in value) return element === 'text' && typeNameOf(value.TypeCast.typeName) === 'text';
  if (!('A_Const' in value)) return false;
  const { ival, sval } = value.A_Const;
  return (element === 'integer' && ival !== undefined) || (element === 'text' && sval !== undefined);
}

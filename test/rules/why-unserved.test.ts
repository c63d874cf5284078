import { expect, test } from 'vitest';
import type { CatalogueIndex } from '../../src/postgres/index.ts';
import { filterConditions } from '../../src/rules/filter-conditions.ts';
import { whyUnserved } from '../../src/rules/why-unserved.ts';

/** Why an index that has the columns of a filter does not serve it, as far as its definition tells. */

const index = (definition: string, more: Partial<CatalogueIndex> = {}): CatalogueIndex => ({
  schema: 'public',
  name: 'i',
  definition: `CREATE INDEX i ON public.t USING ${definition}`,
  method: definition.split(' ')[0] ?? '',
  columns: definition.slice(definition.indexOf('(') + 1, definition.lastIndexOf(')')).split(', '),
  included: [],
  unique: false,
  primary: false,
  valid: true,
  predicate: null,
  size: 0,
  ...more,
});

async function why(
  own: CatalogueIndex,
  filter: string,
  columns: readonly string[],
  types = {},
  collation = 'default',
) {
  const table = {
    schema: 'public',
    name: 't',
    kind: 'table' as const,
    rows: 1,
    pages: 1,
    indexes: [own],
    foreignKeys: [],
    columns: Object.entries<string>(types).map(([name, type]) => ({
      name,
      type,
      notNull: false,
      width: null,
      collation,
    })),
  };
  const conditions = await filterConditions(filter, 't');
  const answer = await whyUnserved({
    table,
    method: own.method === 'gin' ? 'gin' : 'btree',
    columns,
    conditions,
    filter,
  });
  const { unservedWhy, unservedDetail, unservedAgainst } = answer;
  const parts = [unservedWhy, unservedDetail, unservedAgainst].filter(part => part !== null);
  return parts.join(': ');
}

test.each<[string, CatalogueIndex, string, string[], string]>([
  ['nothing is wrong with it', index('btree (a)'), '(a = 1)', ['a'], 'planner'],
  ['its columns in another order', index('btree (b, a)'), '((a = 1) AND (b = 2))', ['a', 'b'], 'planner'],
  ['more columns', index('btree (a, c)'), '(a = 1)', ['a'], 'planner'],
  ['fewer columns', index('btree (a)'), '((a = 1) AND (b = 2))', ['a', 'b'], ''],
  ['another column first', index('btree (c, a)'), '(a = 1)', ['a'], 'order of columns: c'],
  ['not built to the end', index('btree (a)', { valid: false }), '(a = 1)', ['a'], 'invalid'],
  ['partial', index('btree (a)', { predicate: '(b = 2)' }), '(a = 1)', ['a'], 'partial: (b = 2)'],
  [
    'partial, and its rows are asked for',
    index('btree (a)', { predicate: '(b = 2)' }),
    '((a = 1) AND (b = 2))',
    ['a'],
    'planner',
  ],
  ['an expression', index('btree (lower(a))'), "(a = 'x'::text)", ['a'], 'expression: lower(a)'],
  [
    'an expression of a quoted column',
    index('btree (lower("A b"))'),
    `("A b" = 'x'::text)`,
    ['A b'],
    'expression: lower("A b")',
  ],
  ['an expression of another column', index('btree (lower(b))'), "(a = 'x'::text)", ['a'], ''],
  ['a collation', index('btree (a COLLATE "de-x-icu")'), "(a = 'x'::text)", ['a'], 'collation: "de-x-icu"'],
  ['LIKE without its operator class', index('btree (a)'), "(a ~~ 'x%'::text)", ['a'], 'LIKE'],
  ['LIKE with it', index('btree (a text_pattern_ops)'), "(a ~~ 'x%'::text)", ['a'], 'planner'],
  [
    'a range with the operator class of LIKE',
    index('btree (a text_pattern_ops)'),
    "(a > 'x'::text)",
    ['a'],
    'operator class: text_pattern_ops',
  ],
  ['equality with it', index('btree (a text_pattern_ops)'), "(a = 'x'::text)", ['a'], 'planner'],
  ['a hash and a range', index('hash (a)'), '(a > 1)', ['a'], 'hash'],
  ['a hash and equality', index('hash (a)'), '(a = 1)', ['a'], 'planner'],
  ['GIN for a B-tree comparison', index('gin (a)'), '(a = 1)', ['a'], 'planner'],
  [
    'keys by jsonb_path_ops',
    index('gin (a jsonb_path_ops)'),
    "(a ? 'x'::text)",
    ['a'],
    'operator class: jsonb_path_ops',
  ],
  ['values by jsonb_path_ops', index('gin (a jsonb_path_ops)'), `(a @> '{"b": 1}'::jsonb)`, ['a'], 'planner'],
  ['no columns to serve', index('btree (a)'), '(a <> 1)', [], ''],
])('%s', async (_, own, filter, columns, expected) => {
  expect(await why(own, filter, columns)).toBe(expected);
});

test('a cast of varchar to text hides nothing', async () => {
  const filter = "((a)::text = 'x'::text)";
  expect(await why(index('btree (a)'), filter, ['a'], { a: 'character varying(12)' })).toBe(
    'planner: a character varying(12) COLLATE "default"',
  );
});

test.each<[string, CatalogueIndex, string, string, string, string]>([
  [
    'one that the query asks for',
    index('btree (a)'),
    "(a = 'x'::text COLLATE other)",
    'text',
    'default',
    'COLLATE: other: "default"',
  ],
  [
    'one with an odd name',
    index('btree (a COLLATE "C")'),
    `(a < 'x'::text COLLATE s."Od d")`,
    'text',
    'default',
    'COLLATE: s."Od d": "C"',
  ],
  [
    'what the index has',
    index('btree (a COLLATE "C")'),
    `(a = 'x'::text COLLATE "C")`,
    'text',
    'default',
    'planner: a text COLLATE "default"',
  ],
  [
    'what the column has',
    index('btree (a)'),
    `(a = 'x'::text COLLATE "C")`,
    'text',
    'C',
    'planner: a text COLLATE "C"',
  ],
  ['one that is not named', index('btree (a)'), "((a)::text = 'x'::text)", 'text', 'C', 'COLLATE: "C"'],
  [
    'one that may be the one of the index',
    index('btree (a COLLATE "C")'),
    "((a)::text = 'x'::text)",
    'text',
    'default',
    'planner: a text COLLATE "default"',
  ],
  [
    "the index's own",
    index('btree (a COLLATE "C")'),
    "(a = 'x'::text)",
    'text',
    'default',
    'collation: "C": "default"',
  ],
  [
    "the database's, and the column's own",
    index('btree (a COLLATE "default")'),
    "(a = 'x'::text)",
    'text',
    'C',
    'collation: "default": "C"',
  ],
  [
    'none that matters',
    index('btree (a COLLATE "C")'),
    '(a IS NULL)',
    'text',
    'default',
    'planner: a text COLLATE "default"',
  ],
])('a collation: %s', async (_, own, filter, type, collation, expected) => {
  expect(await why(own, filter, ['a'], { a: type }, collation)).toBe(expected);
});

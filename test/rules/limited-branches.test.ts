import { expect, test } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import type { Catalogue, CatalogueTable } from '../../src/postgres/index.ts';
import { limitedBranches } from '../../src/rules/limited-branches.ts';
import { parseStatement } from '../../src/rules/parsed-statement.ts';
import { absent, caseResult, measured } from '../support/case-result.ts';
import { tolerances } from '../support/staged-case.ts';

/** Which queries are written with their branches limited, and how; a query that would give other rows then is not. */

const column = (name: string, type: string, collation: string | null = null) => ({
  name,
  type,
  collation,
  notNull: true,
  width: 4,
});
const table = (name: string, ...columns: CatalogueTable['columns'] & object): CatalogueTable => ({
  schema: 'public',
  name,
  kind: 'table',
  rows: 1000,
  pages: 10,
  columns,
  indexes: [],
  foreignKeys: [],
});
const at = column('at', 'timestamp with time zone');
const catalogue: Catalogue = {
  tables: [
    table('a', column('id', 'integer'), at, column('name', 'text', 'default')),
    table('b', column('id', 'bigint'), at, column('name', 'character varying(20)', 'default')),
    table('c', column('day', 'date'), column('name', 'text', 'C')),
  ],
};

async function limited(sql: string): Promise<string | null> {
  const side = measured({});
  if (side.kind !== 'measured') throw new Error('it is measured');
  const { measurement } = side;
  const result = caseResult(absent, side);
  const query = { ...result.case.query, sql, parameters: ['size', 'skip'] };
  const comparison = compare({ ...result, case: { ...result.case, query } }, tolerances);
  const statement = await parseStatement(sql);
  expect(statement).not.toBeNull();
  const scene = { side: 'head', comparison, measurement, catalogue, statement } as const;
  return limitedBranches({ ...scene, expanded: statement, siblings: [], base: null });
}

const both = 'select id, at from a union all select id, at from b';

test.each<[string, string]>([
  [
    `${both} order by at desc limit 5`,
    '(select id, at from a ORDER BY 2 DESC LIMIT 5) UNION ALL (select id, at from b ORDER BY 2 DESC LIMIT 5) order by at desc limit 5',
  ],
  [
    'select a.id, a.at from a union all select x.id, x.at from b x order by at nulls first, id fetch first 5 rows only;',
    '(select a.id, a.at from a ORDER BY a.at NULLS FIRST, a.id LIMIT 5) UNION ALL (select x.id, x.at from b x ORDER BY x.at NULLS FIRST, x.id LIMIT 5) order by at nulls first, id fetch first 5 rows only',
  ],
  [
    "select 'a', id from a union all select 'b', id from b order by 2, 1 limit 5",
    "(select 'a', id from a ORDER BY 2 LIMIT 5) UNION ALL (select 'b', id from b ORDER BY 2 LIMIT 5) order by 2, 1 limit 5",
  ],
  [
    `${both} order by at limit 5 offset 10`,
    '(select id, at from a ORDER BY 2 LIMIT 15) UNION ALL (select id, at from b ORDER BY 2 LIMIT 15) order by at limit 5 offset 10',
  ],
  [
    `${both} order by at limit $1 offset $2`,
    '(select id, at from a ORDER BY 2 LIMIT :size::bigint + :skip::bigint) UNION ALL (select id, at from b ORDER BY 2 LIMIT :size::bigint + :skip::bigint) order by at limit :size offset :skip',
  ],
  [
    'select name from a -- one\nunion all (select name from b where name in (select name from a order by 1)) order by name limit 5',
    '(select name from a ORDER BY 1 LIMIT 5) UNION ALL ((select name from b where name in (select name from a order by 1)) ORDER BY 1 LIMIT 5) order by name limit 5',
  ],
])('%s', async (sql, expected) => {
  expect(await limited(sql)).toBe(expected);
});

test.each<[string, string]>([
  ['one SELECT', 'select id from a order by id limit 5'],
  ['no LIMIT', `${both} order by at`],
  ['ties', `${both} order by at fetch first 5 rows with ties`],
  ['a subquery', `select * from (${both}) l order by at limit 5`],
  ['WITH', `with w as (select 1) ${both} order by at limit 5`],
  ['UNION', `${both} union select id, at from a order by at limit 5`],
  ['EXCEPT', `${both} except select id, at from a order by at limit 5`],
  ['branches in parentheses of their own', `(${both}) union all select id, at from a order by at limit 5`],
  [
    'a branch that has a limit',
    `(select id, at from a limit 3) union all select id, at from b order by at limit 5`,
  ],
  ['DISTINCT ON', 'select distinct on (id) id, at from a union all select id, at from b order by at limit 5'],
  ['a star', 'select * from a union all select * from b order by 2 limit 5'],
  ['VALUES', 'values (1, now()) union all select id, at from b order by 2 limit 5'],
  ['an expression', 'select lower(name) from a union all select name from b order by 1 limit 5'],
  ['two types', 'select at from a union all select day from c order by at limit 5'],
  ['two collations', 'select name from a union all select name from c order by name limit 5'],
])('not %s', async (_, sql) => {
  expect(await limited(sql)).toBeNull();
});

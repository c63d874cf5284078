import { describe, expect, test } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import type { RuleId } from '../../src/config/index.ts';
import type { Catalogue, CatalogueTable } from '../../src/postgres/index.ts';
import { describeFinding, type Finding, findFindings } from '../../src/rules/index.ts';
import { absent, caseResult, type ExplainNode, measured, planOf, seqScan } from '../support/case-result.ts';
import { tolerances } from '../support/staged-case.ts';

/** Edges of thresholds and shapes of other majors' plans, for the rules that read the text of a query. */

const index = (name: string, ...columns: string[]): CatalogueTable['indexes'][number] => ({
  schema: 'public',
  name,
  definition: `CREATE INDEX ${name} ON public.t USING btree (${columns.join(', ')})`,
  method: 'btree',
  columns,
  included: [],
  unique: name.endsWith('pkey'),
  primary: name.endsWith('pkey'),
  valid: true,
  predicate: null,
  size: 8192,
});
const column = (name: string, type: string, width = 4) => ({ name, type, notNull: true, width });
const t: CatalogueTable = {
  schema: 'public',
  name: 't',
  kind: 'table',
  rows: 20_000,
  pages: 500,
  size: 500 * 8192,
  columns: [
    column('id', 'integer'),
    column('a', 'text'),
    column('at', 'timestamp with time zone'),
    column('b', 'integer'),
  ],
  indexes: [index('t_pkey', 'id'), index('t_at_idx', 'at')],
  foreignKeys: [],
};

interface Options {
  readonly table?: Partial<CatalogueTable>;
  readonly parameters?: readonly string[];
  readonly values?: readonly string[];
  readonly text?: string;
  readonly thresholds?: Readonly<Record<string, number>>;
}

async function find(
  rule: RuleId,
  sql: string,
  plan: ExplainNode,
  options: Options = {},
): Promise<readonly Finding[]> {
  const side = measured({ plan: planOf(plan), buffers: 500 });
  const result = caseResult(absent, side);
  const { parameters = [], values = [], text = sql, thresholds } = options;
  const query = { ...result.case.query, sql, text, parameters };
  const catalogue: Catalogue = { tables: [{ ...t, ...options.table }] };
  const comparison = compare({ ...result, case: { ...result.case, query, values } }, tolerances);
  const findings = await findFindings({
    comparisons: [comparison],
    catalogues: { base: catalogue, head: catalogue },
    rules: thresholds === undefined ? {} : { [rule]: { severity: 'note', thresholds } },
  });
  return findings.filter(finding => finding.rule === rule || finding.also.some(cause => cause.rule === rule));
}

const speaks = async (...given: Parameters<typeof find>) => (await find(...given)).length > 0;

const scan = (filter: string, rows: number, kept: number, more: ExplainNode = {}) =>
  seqScan('t', {
    Filter: filter,
    'Actual Rows': kept,
    'Rows Removed by Filter': rows - kept,
    'Shared Hit Blocks': 500,
    ...more,
  });

describe('function-on-column', () => {
  const sql = "select id from t where lower(a) = 'x'";
  const filter = "(lower(a) = 'x'::text)";
  test.each<[string, ExplainNode, boolean]>([
    ['1,000 rows thrown away', scan(filter, 1_000, 0), true],
    ['999 rows', scan(filter, 999, 0), false],
    ['90 %', scan(filter, 10_000, 1_000), true],
    ['less than 90 %', scan(filter, 10_000, 1_001), false],
    ['200 blocks of 500', scan(filter, 5_000, 1, { 'Shared Hit Blocks': 200 }), true],
    ['199 blocks', scan(filter, 5_000, 1, { 'Shared Hit Blocks': 199 }), false],
    ['never executed', scan(filter, 5_000, 1, { 'Actual Loops': 0 }), false],
    ['another condition', scan("((lower(a) = 'x'::text) AND (b = 3))", 5_000, 1), false],
    ['a subplan', scan("((lower(a) = 'x'::text) AND (ANY (b = (hashed SubPlan 1).col1)))", 5_000, 1), true],
    ['not equal', scan("(lower(a) <> 'x'::text)", 5_000, 1), false],
  ])('%s', async (_, plan, expected) => {
    expect(await speaks('function-on-column', sql, plan)).toBe(expected);
  });

  test('a table of which the catalogue knows nothing', async () => {
    expect(
      await speaks('function-on-column', sql, scan(filter, 5_000, 1), { table: { name: 'other' } }),
    ).toBe(false);
  });

  test('parameters are written as the query calls them', async () => {
    const options = { parameters: ['day'], text: "select id from t where date_trunc('day', at) = :day" };
    const plan = scan(
      "(date_trunc('day'::text, at) = '2027-01-03 00:00:00+00'::timestamp with time zone)",
      5_000,
      1,
    );
    const [finding] = await find(
      'function-on-column',
      "select id from t where date_trunc('day', at) = $1",
      plan,
      options,
    );
    expect(finding?.facts.rewrite).toBe(
      "at >= :day::timestamptz AND at < :day::timestamptz + interval '1 day' AND date_trunc('day', :day::timestamptz) = :day::timestamptz",
    );
    const numbered = { parameters: ['1'] };
    const [other] = await find(
      'function-on-column',
      'select id from t where at::date = $1 and date(at) = $1',
      scan("(date(at) = '2027-01-03'::date)", 5_000, 1),
      numbered,
    );
    expect(other?.facts.rewrite).toBe('at >= $1::date::timestamptz AND at < ($1::date + 1)::timestamptz');
  });

  test.each<[string, string, string | null]>([
    ["coalesce(a, 'new') = 'old'", "(COALESCE(a, 'new'::text) = 'old'::text)", "a = 'old'"],
    ["coalesce(a, 'new') = 'new'", "(COALESCE(a, 'new'::text) = 'new'::text)", "(a = 'new' OR a IS NULL)"],
    ['b + 1 = 5', '((b + 1) = 5)', 'b = 5 - 1'],
    ["at + interval '1 month' > now()", "((at + '1 mon'::interval) > now())", null],
    ['5 < b - 3', '((b - 3) > 5)', 'b > 5 + 3'],
    ['b * 2 = 8', '((b * 2) = 8)', null],
    ['10 - b <= 3', '((10 - b) <= 3)', 'b >= 10 - 3'],
    ["10 - b = '3'", '((10 - b) = 3)', "b = 10 - '3'::integer"],
    ['1 + b > 3', '((1 + b) > 3)', 'b > 3 - 1'],
    ['10 - b in (3, 4)', "((10 - b) = ANY ('{3,4}'::integer[]))", null],
    [
      "now() - at < interval '1 day'",
      "((now() - at) < '1 day'::interval)",
      "at > now() - '24 hours'::interval",
    ],
    [
      "interval '1 day' > now() - at",
      "((now() - at) < '1 day'::interval)",
      "at > now() - '24 hours'::interval",
    ],
    ['now() - at < $1', "((now() - at) < '01:00:00'::interval)", 'at > now() - $1::interval'],
    ["now() - at < interval 'P1M'", "((now() - at) < '1 mon'::interval)", null],
    ["at - now() > '-1 day'", "((at - now()) > '-1 days'::interval)", "at > '-24 hours'::interval + now()"],
  ])('%s', async (where, filter, rewrite) => {
    const [finding] = await find(
      'function-on-column',
      `select id from t where ${where}`,
      scan(filter, 5_000, 1),
    );
    expect(finding?.facts.rewrite).toBe(rewrite);
  });
});

describe('function-on-column: an element of an array', () => {
  test.each<[string, string, string, string | null]>([
    ["'x' = any(t.tags)", "('x'::text = ANY (tags))", 'text[]', "t.tags @> ARRAY['x']"],
    [':tag = any(t.tags)', "('x'::text = ANY (tags))", 'text[]', 't.tags @> ARRAY[:tag]::text[]'],
    [
      ':tag::text = any(t.tags) and :other = any(t.tags)',
      "(('y'::text = ANY (tags)) AND ('x'::text = ANY (tags)))",
      'text[]',
      't.tags @> ARRAY[:other]::text[] AND t.tags @> ARRAY[:tag::text]',
    ],
    ['lower(:tag) = any(tags)', "('x'::text = ANY (tags))", 'text[]', 'tags @> ARRAY[lower(:tag)]::text[]'],
    [
      "'x' = any(tags)",
      "('x'::text = ANY ((tags)::text[]))",
      'character varying(3)[]',
      "tags @> ARRAY['x']::character varying[]",
    ],
    ['77 = any(tags)', '(77 = ANY (tags))', 'integer[]', 'tags @> ARRAY[77]'],
    ['77 = any(tags)', "('?' = ANY (tags))", 'integer[]', 'tags @> ARRAY[77]'],
    ['77 = some(tags)', '(77 = ANY (tags))', 'bigint[]', 'tags @> ARRAY[77]::bigint[]'],
    ['77 = any(tags)', '(77 = ANY (tags))', 'smallint[]', null],
    [':tag = any(tags)', "('77'::smallint = ANY (tags))", 'smallint[]', 'tags @> ARRAY[:tag]::smallint[]'],
    ['5000000000 = any(tags)', "('5000000000'::bigint = ANY (tags))", 'integer[]', null],
    ['now() = any(tags)', '(now() = ANY (tags))', 'date[]', null],
    [
      'current_date = any(tags)',
      '(CURRENT_DATE = ANY (tags))',
      'timestamp with time zone[]',
      'tags @> ARRAY[CURRENT_DATE]::timestamp with time zone[]',
    ],
    ['(select 5) = any(tags)', '((InitPlan 1).col1 = ANY (tags))', 'integer[]', null],
  ])('%s: %s, %s', async (where, filter, type, rewrite) => {
    const parameters = ['tag', 'other'];
    const sql = where.replaceAll(':tag', '$1').replaceAll(':other', '$2');
    const [finding] = await find(
      'function-on-column',
      `select id from t where ${sql}`,
      scan(filter, 5_000, 1),
      {
        parameters,
        values: ['x', 'y'],
        text: `select id from t where ${where}`,
        table: { columns: [column('id', 'integer'), column('tags', type)] },
      },
    );
    expect(finding?.facts.rewrite).toBe(rewrite);
    expect(finding?.facts.indexOfColumn).toBe('CREATE INDEX CONCURRENTLY ON t USING gin (tags);');
  });

  test.each<[string]>([
    ['(77 <> ANY (tags))'],
    ['(77 <> ALL (tags))'],
    ['(77 = ALL (tags))'],
    ['(NOT (77 = ANY (tags)))'],
    ['(77 < ANY (tags))'],
    ['(id = ANY (tags))'],
    ['((77)::numeric = ANY ((tags)::numeric[]))'],
    ["(tags @> '{77}'::integer[])"],
    ['((77 = ANY (tags)) AND (id > 3))'],
  ])('silent: %s', async filter => {
    const columns = [column('id', 'integer'), column('tags', 'integer[]')];
    expect(
      await find('function-on-column', 'select', scan(filter, 5_000, 1), { table: { columns } }),
    ).toEqual([]);
  });

  test('only an index that holds all rows is one', async () => {
    const columns = [column('id', 'integer'), column('tags', 'integer[]')];
    const indexOf = async (changes: Partial<CatalogueTable['indexes'][number]>) => {
      const table = {
        columns,
        indexes: [{ ...index('t_tags_idx', 'id', 'tags'), method: 'gin', ...changes }],
      };
      const [finding] = await find('function-on-column', 'select', scan('(77 = ANY (tags))', 5_000, 1), {
        table,
      });
      return finding?.facts.index;
    };
    expect(await indexOf({})).toBe('t_tags_idx');
    expect(await indexOf({ method: 'btree' })).toBeNull();
    expect(await indexOf({ valid: false })).toBeNull();
    expect(await indexOf({ predicate: '(id > 3)' })).toBeNull();
    expect(await indexOf({ columns: ['id'] })).toBeNull();
  });
});

describe('cast-on-column', () => {
  test.each<[string, string, string | null]>([
    ['id = 17.0', '((id)::numeric = 17.0)', 'id = 17'],
    ['id > 17.5', '((id)::numeric > 17.5)', null],
    ['id = $1::numeric', "((id)::numeric = '17'::numeric)", 'id = $1::integer'],
    ['17.0 = id', '((id)::numeric = 17.0)', 'id = 17'],
    ["id::text = '17'", "((id)::text = '17'::text)", "id = '17'::integer"],
    ["id::text > '17'", "((id)::text > '17'::text)", null],
    ["at::text = '2027'", "((at)::text = '2027'::text)", null],
    [
      "at::date between '2027-01-03' and $1",
      "(((at)::date >= '2027-01-03'::date) AND ((at)::date <= '2027-01-04'::date))",
      "at >= '2027-01-03'::timestamptz AND at < ($1::date + 1)::timestamptz",
    ],
    [
      "id::text in ('17', '18')",
      "((id)::text = ANY ('{17,18}'::text[]))",
      "id IN ('17'::integer, '18'::integer)",
    ],
    ["id::text in ('17', 'x')", "((id)::text = ANY ('{17,x}'::text[]))", null],
    ["id::text = '017'", "((id)::text = '017'::text)", null],
    ['id in (17.0, 18.0)', "((id)::numeric = ANY ('{17.0,18.0}'::numeric[]))", 'id IN (17, 18)'],
    ['id in (17.0, $1)', "((id)::numeric = ANY ('{17.0,18}'::numeric[]))", 'id IN (17, $1::integer)'],
    ['id in (17.0, 17.5)', "((id)::numeric = ANY ('{17.0,17.5}'::numeric[]))", null],
    ["id = any('{17, 18.0}'::numeric[])", "((id)::numeric = ANY ('{17,18.0}'::numeric[]))", 'id IN (17, 18)'],
    ["id = any('{17,NULL}'::numeric[])", "((id)::numeric = ANY ('{17,NULL}'::numeric[]))", null],
    ['id = any(array[17.0, 18.0])', "((id)::numeric = ANY ('{17.0,18.0}'::numeric[]))", 'id IN (17, 18)'],
    ['id = any($1::numeric[])', "((id)::numeric = ANY ('{17,18}'::numeric[]))", null],
    [
      "at::date in ('2027-01-03')",
      "((at)::date = ANY ('{2027-01-03}'::date[]))",
      "at >= '2027-01-03'::timestamptz AND at < '2027-01-04'::timestamptz",
    ],
    ['at::date = any($1)', "((at)::date = ANY ('{2027-01-03}'::date[]))", null],
  ])('%s', async (where, filter, rewrite) => {
    const [finding] = await find(
      'cast-on-column',
      `select 'ä', id from t where ${where}`,
      scan(filter, 5_000, 1),
      { parameters: ['1'] },
    );
    expect(finding?.facts.rewrite).toBe(rewrite);
    expect(finding?.column).toBe(`select 'ä', id from t where `.length + 1);
  });

  test('a cast to text is no index of an enum', async () => {
    const table = { columns: [column('a', 'state')], indexes: [index('t_a_idx', 'a')] };
    const [finding] = await find(
      'cast-on-column',
      "select from t where a::text = 'x'",
      scan("((a)::text = 'x'::text)", 5_000, 1),
      { table },
    );
    expect(finding?.facts).toMatchObject({ rewrite: null, indexOfExpression: null });
  });
});

describe('leading-wildcard', () => {
  const sql = "select id from t where a like '%word%'";
  test.each<[string, ExplainNode, boolean]>([
    ['10,000 rows', scan("(a ~~ '%word%'::text)", 10_000, 1_000), true],
    ['9,999 rows', scan("(a ~~ '%word%'::text)", 9_999, 1), false],
    ['more than a tenth kept', scan("(a ~~ '%word%'::text)", 10_000, 1_001), false],
    ['NOT LIKE', scan("(a !~~ '%word%'::text)", 10_000, 1), false],
    ['beside an element of an array', scan("((a ~~ '%word%'::text) AND (77 = ANY (tags)))", 10_000, 1), true],
    ['a pattern that is hidden', scan("(a ~~ '?'::text)", 10_000, 1), false],
    ['a beginning, of a column without an index', scan("(a ~~ 'word%'::text)", 10_000, 1), false],
  ])('%s', async (_, plan, expected) => {
    expect(await speaks('leading-wildcard', sql, plan)).toBe(expected);
  });

  test('an index of trigrams that the planner did not want', async () => {
    const trigrams = {
      ...index('t_a_idx', 'a'),
      method: 'gin',
      definition: 'CREATE INDEX t_a_idx ON public.t USING gin (a gin_trgm_ops)',
    };
    expect(
      await speaks('leading-wildcard', sql, scan("(a ~~ '%word%'::text)", 10_000, 1), {
        table: { indexes: [trigrams] },
      }),
    ).toBe(false);
  });
});

describe('or-across-columns', () => {
  test.each<[string, string, boolean]>([
    ['two columns', "((a = 'x'::text) OR (b = 3))", true],
    ['a subquery up to 16', '((b = 3) OR (hashed SubPlan 1))', true],
    ['a subquery from 17 on', '((b = 3) OR (ANY (id = (hashed SubPlan 1).col1)))', true],
    ['one column', '((b = 3) OR (b = 4))', false],
    ['both have an index', "((id = 3) OR (at = '2027-01-01 00:00:00+00'::timestamp with time zone))", false],
    ['IS NULL', '((b = 3) OR (a IS NULL))', true],
    ['NOT', '((b = 3) OR (NOT (hashed SubPlan 1)))', true],
    ['not equal', "((b = 3) OR (a <> 'x'::text))", false],
    ['an element of an array', '((b = 3) OR (77 = ANY (a)))', false],
    ['several conditions on a side', "(((b = 3) AND (id > 7)) OR (a = 'x'::text))", true],
  ])('%s', async (_, filter, expected) => {
    expect(await speaks('or-across-columns', 'select id from t', scan(filter, 10_000, 10))).toBe(expected);
  });

  test.each<[string, string | null]>([
    [
      "select id from t where b = 3 or a = 'x'",
      "select id from t where b = 3 UNION ALL select id from t where (a = 'x') AND (b = 3) IS NOT TRUE",
    ],
    [
      "select id from t where (b = 3 or a = 'x') and id > 1",
      "select id from t where (b = 3) and id > 1 UNION ALL select id from t where ((a = 'x') AND (b = 3) IS NOT TRUE) and id > 1",
    ],
    [
      "select id -- first\n  from t\n where b = $1 -- or\n or a = 'x'",
      "select id from t where b = :p UNION ALL select id from t where (a = 'x') AND (b = :p) IS NOT TRUE",
    ],
    ["select id from t where b = 3 or a = 'x' order by id", null],
    ["select count(*) from t where b = 3 or a = 'x'", null],
    ["select distinct id from t where b = 3 or a = 'x'", null],
    ["select id from t left join t o using (id) where t.b = 3 or t.a = 'x'", null],
    ["select id from (select * from t where b = 3 or a = 'x') s", null],
    ["select id from t where b = 3 or a = 'x' limit 3", null],
  ])('%s', async (sql, rewrite) => {
    const options = { parameters: ['p'], text: sql.replace('$1', ':p') };
    const [finding] = await find(
      'or-across-columns',
      sql,
      scan("((b = 3) OR (a = 'x'::text))", 10_000, 10),
      options,
    );
    expect(finding?.facts.rewrite).toBe(rewrite);
  });

  test('pairs of a join', async () => {
    const join = (removed: number, kept: number): ExplainNode => ({
      'Node Type': 'Nested Loop',
      'Join Type': 'Inner',
      'Join Filter': '((t.id = o.b) OR (t.b = o.b))',
      'Rows Removed by Join Filter': removed,
      'Actual Rows': kept,
      Plans: [seqScan('t'), seqScan('t', { Alias: 'o' })],
    });
    const sql = 'select 1 from t join t o on t.id = o.b or t.b = o.b';
    expect(await speaks('or-across-columns', sql, join(90_000, 10_000))).toBe(true);
    expect(await speaks('or-across-columns', sql, join(90_000, 9_999))).toBe(false);
    expect(await speaks('or-across-columns', sql, join(90_000, 10_001))).toBe(false);
  });
});

describe('not-in-subquery', () => {
  const plan = (filter: string, loops: number): ExplainNode =>
    seqScan('t', {
      Filter: filter,
      Plans: [
        seqScan('s', {
          'Parent Relationship': 'SubPlan',
          'Subplan Name': 'SubPlan 1',
          'Actual Loops': loops,
        }),
      ],
    });
  const sql = 'select id from t where id not in (select x from s)';
  test.each<[string, string, ExplainNode, boolean]>([
    ['up to 16', sql, plan('(NOT (SubPlan 1))', 1_000), true],
    ['from 17 on', sql, plan('(NOT (ANY (id = (SubPlan 1).col1)))', 1_000), true],
    ['999 times', sql, plan('(NOT (SubPlan 1))', 999), false],
    ['hashed', sql, plan('(NOT (hashed SubPlan 1))', 1_000), false],
    ['IN', sql.replace('not in', 'in'), plan('(SubPlan 1)', 1_000), false],
    ['<> ALL up to 16', sql.replace('not in', '<> all'), plan('(SubPlan 1)', 1_000), true],
    [
      '<> ALL from 17 on',
      sql.replace('not in', '<> all'),
      plan('(ALL (id <> (SubPlan 1).col1))', 1_000),
      true,
    ],
    ['< ALL', sql.replace('not in', '< all'), plan('(SubPlan 1)', 1_000), false],
  ])('%s', async (_, text, given, expected) => {
    expect(await speaks('not-in-subquery', text, given)).toBe(expected);
  });
});

describe('the rest', () => {
  const limit = (input: number, output: number): ExplainNode => ({
    'Node Type': 'Limit',
    'Actual Rows': output,
    Plans: [seqScan('t', { 'Actual Rows': input })],
  });
  const sort = (rows: number, key: string): ExplainNode => ({
    'Node Type': 'Sort',
    'Sort Key': [key],
    'Actual Rows': 3,
    Plans: [seqScan('t', { 'Actual Rows': rows })],
  });
  const write = (rows: number): ExplainNode => ({
    'Node Type': 'ModifyTable',
    Operation: 'Update',
    'Relation Name': 't',
    Alias: 't',
    'Actual Rows': 0,
    Plans: [seqScan('t', { 'Actual Rows': rows })],
  });
  const union = (each: number, output: number, node: ExplainNode): ExplainNode => ({
    ...node,
    'Actual Rows': output,
    Plans: [
      {
        'Node Type': 'Append',
        'Actual Rows': 2 * each,
        Plans: [seqScan('t', { 'Actual Rows': each }), seqScan('t', { 'Actual Rows': each })],
      },
    ],
  });
  const hashed = { 'Node Type': 'Aggregate', Strategy: 'Hashed' };
  test.each<[RuleId, string, string, ExplainNode, boolean]>([
    [
      'offset-pagination',
      '1,000 rows skipped',
      'select id from t offset 1000 limit 5',
      limit(1_005, 5),
      true,
    ],
    ['offset-pagination', '999 rows', 'select id from t offset 999 limit 5', limit(1_004, 5), false],
    ['offset-pagination', 'no OFFSET in the text', 'select id from t limit 5', limit(1_005, 5), false],
    [
      'order-by-random',
      '1,000 rows',
      'select id from t order by random() limit 3',
      sort(1_000, '(random())'),
      true,
    ],
    [
      'order-by-random',
      '999 rows',
      'select id from t order by random() limit 3',
      sort(999, '(random())'),
      false,
    ],
    [
      'order-by-random',
      'random() as the second key',
      'select id from t order by random() limit 3',
      sort(5_000, 'random_id'),
      false,
    ],
    ['write-without-where', '1,000 rows', 'update t set b = 1', write(1_000), true],
    ['write-without-where', '999 rows', 'update t set b = 1', write(999), false],
    ['write-without-where', 'a condition', 'update t set b = 1 where id > 0', write(1_000), false],
    ['unbounded-select', '10,000 rows', 'select id from t', seqScan('t', { 'Actual Rows': 10_000 }), false],
    [
      'unbounded-select',
      'the whole table',
      'select id from t',
      seqScan('t', { 'Actual Rows': 20_000 }),
      true,
    ],
    [
      'unbounded-select',
      'FETCH FIRST',
      'select id from t fetch first 20000 rows only',
      seqScan('t', { 'Actual Rows': 20_000 }),
      false,
    ],
    [
      'union-instead-of-union-all',
      '10,000 rows',
      'select a from t union select a from t',
      union(5_000, 10_000, hashed),
      true,
    ],
    [
      'union-instead-of-union-all',
      '9,998 rows',
      'select a from t union select a from t',
      union(4_999, 9_998, hashed),
      false,
    ],
    [
      'union-instead-of-union-all',
      'one duplicate',
      'select a from t union select a from t',
      union(5_000, 9_999, hashed),
      false,
    ],
    [
      'union-instead-of-union-all',
      'sorted',
      'select a from t union select a from t',
      union(5_000, 10_000, { 'Node Type': 'Unique' }),
      true,
    ],
    [
      'union-instead-of-union-all',
      'UNION ALL',
      'select distinct a from (select a from t union all select a from t) x',
      union(5_000, 10_000, hashed),
      false,
    ],
  ])('%s: %s', async (rule, _, sql, plan, expected) => {
    expect(await speaks(rule, sql, plan)).toBe(expected);
  });

  test.each<[number, number, boolean]>([
    [100, 2_000, true],
    [99, 2_000, false],
    [100, 1_900, false],
  ])('select-star: %i rows of %i bytes', async (rows, width, expected) => {
    const table = { columns: [column('id', 'integer'), column('a', 'text', width - 4)] };
    expect(
      await speaks('select-star', 'select * from t', seqScan('t', { 'Actual Rows': rows }), { table }),
    ).toBe(expected);
  });

  test.each<[string, number, number, number, boolean]>([
    ['a column of 600', 600, 0, 600, true],
    ['a column of 599', 599, 0, 600, false],
    ['a column of 400', 400, 0, 400, true],
    ['600 out of line', 100, 600, 600, true],
    ['599 out of line', 100, 599, 600, false],
  ])('select-star: %s bytes, where %i and %i are wide from %i on', async (_, width, outside, wide, expected) => {
    const table = {
      columns: [column('id', 'integer', 2_000), column('a', 'text', width)],
      rows: 20_000,
      pages: 500,
      size: (500 + 4) * 8192 + outside * 20_000,
    };
    const plan = seqScan('t', { 'Actual Rows': 100 });
    expect(await speaks('select-star', 'select * from t', plan, { table, thresholds: { wide } })).toBe(
      expected,
    );
  });

  test('a sentence of what explains leaves out what was told before', async () => {
    const plan = scan("((a IS NOT NULL) AND (lower(a) = 'x'::text))", 20_000, 1);
    const [finding] = await find(
      'function-on-column',
      "select id from t where a is not null and lower(a) = 'x'",
      plan,
    );
    if (finding === undefined) throw new Error('a finding');
    expect(finding).toMatchObject({ rule: 'sequential-scan', line: 1, column: 42 });
    expect(describeFinding(finding).message).toMatch(
      /query's buffers\. What is compared is lower\(a\), not a itself, which only an index of just that could serve\.$/,
    );
  });
});

test('a statement that nobody can parse has no findings about its text', async () => {
  const plan = { 'Node Type': 'Limit', 'Actual Rows': 5, Plans: [seqScan('t', { 'Actual Rows': 5_000 })] };
  expect(await speaks('offset-pagination', 'select ((', plan)).toBe(false);
});

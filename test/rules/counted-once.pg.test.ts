import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import { type Catalogue, readCatalogue, type Server, type Session } from '../../src/postgres/index.ts';
import { findFindings } from '../../src/rules/index.ts';
import { absent, caseResult, measured, planOf, seqScan } from '../support/case-result.ts';
import { testServer } from '../support/postgres.ts';
import { tolerances } from '../support/staged-case.ts';

/** What count-distinct-over-joins writes instead gives the same rows, with NULLs, with nothing but NULLs, and with no rows at all. */

let server: Server;
let full: Session;
let empty: Session;
let catalogue: Catalogue;

const tables = `
  create table models (id int primary key, code int unique, name text, region text, meta json);
  create table runs (id int primary key, model_id int, code int, state text, cost numeric);
  create table tags (model_id int, tag text);
  create table "Team" ("Id" int primary key, "Group" text, "order" text);
  create table members (team int, kind text, tags text[]);
  create view done as select * from runs where state = 'done'`;

const rows = `
  insert into models select i, nullif(i % 7, 0) * 1000 + i, nullif('model ' || i % 20, 'model 3'),
    nullif('region ' || i % 5, 'region 2'), '{}' from generate_series(1, 60) i;
  insert into runs select i, nullif(i % 45, 0), nullif(i % 9, 0) * 1000 + i % 60,
    (array['done', 'failed', null])[1 + i % 3], nullif(i % 4, 0) * 1.50 from generate_series(1, 900) i;
  insert into tags select nullif(i % 50, 0), nullif('tag ' || i % 6, 'tag 1') from generate_series(1, 300) i;
  insert into "Team" select i, nullif('group ' || i % 4, 'group 1'), 'order ' || i % 3 from generate_series(1, 40) i;
  insert into members select nullif(i % 35, 0), (array['core', 'guest', null])[1 + i % 3], array['a', 'b', 'a']
    from generate_series(1, 200) i`;

beforeAll(async () => {
  server = await testServer();
  full = await (await server.createDatabase('counted')).connect();
  empty = await (await server.createDatabase('counted_empty')).connect();
  for (const session of [full, empty]) await session.execute(tables);
  await full.execute(rows);
  catalogue = await readCatalogue(full);
});
afterAll(async () => {
  for (const session of [full, empty]) await session[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const scanned = { m: 'models', r: 'runs', t: 'tags', team: 'Team', p: 'members' };

/** A plan in which any join makes many rows of few. */
const plan = planOf({
  'Node Type': 'Aggregate',
  Plans: [
    {
      'Node Type': 'Append',
      'Actual Rows': 1_000_000,
      Plans: Object.entries(scanned).map(([Alias, name]) => seqScan(name, { Alias, 'Actual Rows': 10 })),
    },
  ],
});

async function factsOf(sql: string, parameters: readonly string[] = [], text = sql) {
  const result = caseResult(absent, measured({ plan }));
  const query = { ...result.case.query, sql, text, parameters };
  const comparison = compare({ ...result, case: { ...result.case, query } }, tolerances);
  const found = await findFindings({
    comparisons: [comparison],
    catalogues: { base: catalogue, head: catalogue },
    rules: {},
  });
  const all = found.flatMap(finding => [finding, ...finding.also]);
  const own = all.find(({ rule }) => rule === 'count-distinct-over-joins');
  expect(own, 'it is flagged').toBeDefined();
  return own?.facts;
}

async function rowsOf(session: Session, sql: string): Promise<readonly string[]> {
  const all = (await session.query(sql)).map(row => JSON.stringify(row));
  return / order by /i.test(sql) ? all : all.toSorted();
}

const joined = 'from models m join runs r on r.model_id = m.id';
const three = `${joined} join tags t on t.model_id = m.id`;
const teams = 'from "Team" team join members p on p.team = team."Id"';

async function expectSame(sql: string, written: string): Promise<void> {
  const before = await rowsOf(full, sql);
  expect(before).not.toEqual([]);
  expect(await rowsOf(full, written), written).toEqual(before);
  expect(await rowsOf(empty, written), written).toEqual(await rowsOf(empty, sql));
}

describe('rows for which there is something', () => {
  test.each([
    `select count(distinct m.id) ${joined}`,
    `select count(distinct m.id) as models ${joined} where r.state = 'done'`,
    // NULLs that the index lets in are not counted.
    `select count(distinct m.code) from models m join runs r on r.code > m.id or m.code is null`,
    `select m.region, count(distinct m.code) from models m join runs r on r.cost > 1 group by m.region`,
    `select m.region, count(distinct m.id) ${joined} group by m.region`,
    `select region as place, count(distinct m.id) as models ${joined} where r.state = 'done' group by region order by 2 desc, 1`,
    `select m.region, count(distinct m.id) ${joined} group by region, m.name order by region, name`,
    `select m.region, count(distinct m.id) ${joined} group by 1 having count(distinct m.id) > 8`,
    `select m.name, m.region, count(distinct m.id) ${joined} group by m.id order by m.id`,
    `select m.region, count(distinct m.id) ${joined} group by m.region order by m.region nulls first limit 2 offset 1`,
    `select m.region, count(distinct m.id) ${joined} where case when r.state = 'done' then true else r.cost is distinct from 3 end group by m.region`,
    `select m.region, count(distinct m.id) ${joined} where left(r.state, 1) = 'd' group by m.region`,
    `select team."Group", count(distinct team."Id") ${teams} group by team."Group"`,
    `select "order", count(distinct "Id") as "Select" ${teams} group by "order" order by "Select", "order"`,
  ])('%s', async sql => {
    const facts = await factsOf(sql);
    expect(facts?.pairs).toBeNull();
    await expectSame(sql, String(facts?.rewrite));
  });
});

describe('each pair once', () => {
  test.each([
    `select r.state, count(distinct m.id) ${joined} group by r.state`,
    `select state, count(distinct m.id) as models ${joined} group by r.state order by models desc, state`,
    `select count(distinct m.id), r.state ${joined} where m.region <> 'region 1' group by 2 order by 2 desc nulls last`,
    `select r.state, m.region, count(distinct m.id) ${joined} group by m.region, r.state`,
    // Names that both tables have, and one that only the count has.
    `select r.id, m.id, count(distinct m.id) ${joined} group by r.id, m.id`,
    `select r.id, count(distinct m.id) as id2 ${joined} group by r.id, m.name`,
    `select r.state, count(distinct m.id) as region ${joined} group by r.state, m.region order by region, r.state, m.region`,
    // A count of which a group has nothing but NULLs.
    `select r.state, count(distinct m.code) from models m join runs r on r.model_id = m.id and m.code is null group by r.state`,
    `select t.tag, count(distinct r.id) from tags t left join runs r on r.model_id = t.model_id and r.id < 50 group by t.tag`,
    `select m.id, m.name, count(distinct r.id) as runs ${three} group by m.id`,
    'select id, m.name, count(distinct m.code) from models m join runs r using (id) join tags t on t.model_id = m.id group by m.id, id',
    `select m.name, t.tag, count(distinct r.id) ${three} where r.state = 'done' group by m.name, t.tag having count(distinct r.id) >= 3`,
    `select t.tag, count(distinct m.id) ${three} group by tag having count(distinct m.id) > 3 and t.tag <> 'tag 2'`,
    `select date_trunc('month', date '2027-01-01' + r.id) as month, count(distinct m.id) ${joined} group by month order by month`,
    `select coalesce(r.state, 'none'), count(distinct m.id) ${joined} group by coalesce(state, 'none')`,
    `select lower(state) as state, count(distinct m.id) ${joined} group by lower(r.state) order by lower(state) desc`,
    `select r.cost::int as cost, count(distinct m.id) ${joined} group by 1 order by 1 limit 3`,
    `select r.cost * 2 as twice, count(distinct m.id) ${joined} group by r.cost * 2 order by r.cost * 2 limit 2`,
    `select unnest(p.tags) as tag, count(distinct team."Id") ${teams} group by 1`,
    `select p.kind as "Kind", count(distinct team."Id") as "Select" ${teams} group by p.kind order by "Select" desc, "Kind"`,
    `select "order", p.kind, count(distinct "Id") ${teams} group by "order", p.kind`,
    `select m.region, count(distinct m.id) from models m left join runs r on r.model_id = m.id group by m.region`,
    `select t.tag, count(distinct m.id) from models m, runs r, tags t where r.model_id = m.id and t.model_id = m.id group by t.tag`,
    `select d.state, count(distinct m.id) from models m join done d on d.model_id = m.id group by d.state`,
    `with late as (select * from runs where id > 10) select s.state, count(distinct m.id) from models m join late s on s.model_id = m.id group by s.state`,
    `select r.state, count(distinct m.id) -- models; group by nothing\n ${joined} /* where */ group by r.state`,
    `select r.state, count(distinct m.id) ${joined} group by r.state, r.state`,
    `select r.state, r.state as again, count(distinct m.id) ${joined} group by r.state`,
    `select r.state, count(distinct m.id) ${joined} where exists (select from tags t where t.model_id = m.id group by t.tag) group by r.state`,
  ])('%s', async sql => {
    const facts = await factsOf(sql);
    expect(facts?.rewrite).toBeNull();
    expect(facts?.pairs).toContain('SELECT DISTINCT');
    await expectSame(sql, String(facts?.pairs));
  });

  test('parameters are written as the query calls them', async () => {
    const sql = `select r.state, count(distinct m.id) ${joined} where r.id > $1 group by r.state having count(distinct m.id) > $2`;
    const named = sql.replace('$1', ':id').replace('$2', ':least');
    expect((await factsOf(sql, ['id', 'least'], named))?.pairs).toBe(
      'SELECT pairs.state, count(pairs.id) FROM (SELECT DISTINCT r.state, m.id from models m join runs r on r.model_id = m.id where r.id > :id) AS pairs GROUP BY pairs.state HAVING (count(pairs.id) > :least)',
    );
  });
});

describe('nothing is written', () => {
  test.each([
    [
      'several counts',
      `select r.state, count(distinct m.id), count(distinct t.tag) ${three} group by r.state`,
    ],
    [
      'the same count twice',
      `select r.state, count(distinct m.id), count(distinct m.id) ${joined} group by r.state`,
    ],
    ['another aggregate', `select r.state, count(distinct m.id), count(*) ${joined} group by r.state`],
    ['another aggregate', `select r.state, sum(r.cost), count(distinct m.id) ${joined} group by r.state`],
    ['FILTER', `select r.state, count(distinct m.id) filter (where r.id > 3) ${joined} group by r.state`],
    ['FILTER', `select count(distinct m.id) filter (where r.state = 'done') ${joined}`],
    ['more than the count', `select abs(count(distinct m.id)) ${joined}`],
    [
      'ORDER BY in the count',
      `select r.state, count(distinct m.id order by m.id) ${joined} group by r.state`,
    ],
    ['grouping sets', `select r.state, count(distinct m.id) ${joined} group by rollup (r.state)`],
    [
      'grouping sets',
      `select r.state, count(distinct m.id) ${joined} group by grouping sets ((r.state), ())`,
    ],
    ['the empty group', `select count(distinct m.id) ${joined} group by ()`],
    ['rows', `select count(distinct m.id) ${joined} group by (r.state, m.name)`],
    ['what json holds', `select m.id, m.meta, count(distinct r.id) ${three} group by m.id`],
    ['all columns', `select m.*, count(distinct r.id) ${three} group by m.id`],
    [
      'HAVING of another aggregate',
      `select r.state, count(distinct m.id) ${joined} group by r.state having count(*) > 3`,
    ],
    [
      'HAVING of one of a key',
      `select r.cost, count(distinct m.id) ${joined} group by r.cost having sum(r.cost) > 3`,
    ],
    [
      'ORDER BY of another aggregate',
      `select r.state, count(distinct m.id) ${joined} group by r.state order by max(r.cost)`,
    ],
    ['LIMIT of rows in no order', `select r.state, count(distinct m.id) ${joined} group by r.state limit 2`],
    [
      'LIMIT where some are alike',
      `select r.state, count(distinct m.id) ${joined} group by r.state order by 2 limit 2`,
    ],
    [
      'with ties',
      `select r.state, count(distinct m.id) ${joined} group by r.state order by 1 fetch first 2 rows with ties`,
    ],
    ['DISTINCT', `select distinct count(distinct m.id) ${joined} group by r.state`],
    [
      'a window',
      `select r.state, count(distinct m.id), rank() over (order by r.state) ${joined} group by r.state`,
    ],
    ['a subquery as a key', `select (select 1), r.state, count(distinct m.id) ${joined} group by 1, 2`],
    [
      'CASE as a key',
      `select case when r.cost > 1 then 1 end as dear, count(distinct m.id) ${joined} group by 1`,
    ],
    ['a branch', `select r.state, count(distinct m.id) ${joined} group by r.state union all select 'x', 1`],
    [
      'merged columns',
      'select id, m.id as own, count(distinct m.code) from models m full join done d using (id) group by id, m.id',
    ],
    [
      'other names',
      `select a.state, count(distinct m.id) from models m join runs as a (id, model_id, x, state) on a.model_id = m.id group by a.state`,
    ],
  ])('%s: %s', async (_, sql) => {
    await full.query(sql);
    expect(await factsOf(sql)).toMatchObject({ rewrite: null, pairs: null });
  });
});

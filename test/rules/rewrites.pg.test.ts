import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Comparison } from '../../src/comparison/index.ts';
import { type RuleId, ruleKeys } from '../../src/config/index.ts';
import { walk } from '../../src/plan/index.ts';
import type { Database, Row, Server } from '../../src/postgres/index.ts';
import { caseBuffers } from '../../src/rules/case-buffers.ts';
import { describeFinding, findFindings } from '../../src/rules/index.ts';
import { testServer } from '../support/postgres.ts';
import { openStage, readStory, type Story } from '../support/staged-case.ts';
import { goldenRemedies } from './golden-remedies.ts';

/** What a finding says to write is written: it runs, gives the rows that the query gave, and nothing is found any more. */

const fixtures = join(import.meta.dirname, '../../fixtures/rules');
let server: Server;
let stage: Awaited<ReturnType<typeof openStage>>;

beforeAll(async () => {
  server = await testServer(17);
  stage = await openStage(server, 1);
});
afterAll(() => server[Symbol.asyncDispose]());

/** Where a printed text goes. */
interface Place {
  /** What it is written instead of. */
  readonly of?: string | RegExp;
  /** The query with it, or where nothing is printed that could be run, what the sentence means. */
  readonly query?: (printed: string) => string;
  /** The row before the page, each value under the name of its parameter. */
  readonly last?: string;
  /** Where the plan must read by an index then, and touch fewer blocks. */
  readonly isByIndex?: true;
  /** Where it is that the query finds nothing what was found. */
  readonly findsNothing?: true;
}

/** Nothing stands here of texts that are a whole query, or an index. */
const places: Readonly<Partial<Record<RuleId, Readonly<Record<string, Place>>>>> = {
  'not-in-subquery': {
    'in-a-view': {
      query: () =>
        'select count(*) from runs r where not exists (select from retired t where t.model = r.model)',
    },
    correlated: { of: /model <> all \(.*\)/ },
    'through-a-view': { of: /not r.model in \(.*\)/ },
    'too-many-for-a-hash-table': { of: /r.model not in \(.*\)/ },
    'with-conditions': { of: /r.model not in \(.*\)/s },
    'without-an-index': { of: /r.model not in \(.*\)/ },
    'without-any-row': { of: /model not in \(.*\)/, findsNothing: true },
    'without-any-row-in-parallel': { of: /model not in \(.*\)/, findsNothing: true },
  },
  'sort-for-limit': {
    'union-all-of-a-view': {
      query:
        () => `(select 'deployment' as what, id, deployed_at as at from deployments where environment_id = 3
          order by deployed_at desc limit 5)
        union all (select 'run', id, created_at from runs where kind = 2 order by created_at desc limit 5)
        order by at desc limit 5`,
      isByIndex: true,
    },
    'union-all-of-one-table': { isByIndex: true },
    'union-all-of-two-types': {
      query: () => `(select d.id, d.deployed_at as at from deployments d where d.environment_id = 3
          order by d.deployed_at desc limit 5)
        union all (select r.id, r.created_at from runs r where r.kind = 2 order by r.created_at desc limit 5)
        order by at desc limit 5`,
      isByIndex: true,
    },
    'union-all-without-an-index': { isByIndex: true },
    'union-all': { isByIndex: true },
  },
  'or-across-columns': { 'zz-beside-what-nearly-all-have': { isByIndex: true } },
  'late-filter': {
    'zz-kept-by-a-cte': {
      query: () =>
        'with kept as not materialized (select d.id, d.environment_id as environment, d.note from deployments d where d.id > 7) select k.note from kept k where k.environment = 7',
      isByIndex: true,
    },
  },
  'leading-wildcard': {
    'any-case': { isByIndex: true },
    inside: { isByIndex: true },
    'prefix-in-another-order': { isByIndex: true },
    suffix: { of: /u\."E-mail" like .*/, isByIndex: true },
    'with-an-index-of-another-text': { of: /mail like .*/, isByIndex: true },
    'with-an-index-read-backwards': { of: /u\.email like .*/, isByIndex: true },
    'zz-beside-what-nearly-all-have': { isByIndex: true },
    'zz-end-of-a-function': { of: /lower\(.*/, isByIndex: true },
    'zz-inside-of-a-number': { isByIndex: true },
    'zz-inside-of-json': { isByIndex: true },
    'zz-trigrams-of-another-text': { isByIndex: true },
  },
  'count-distinct-over-joins': {
    'in-a-view': {
      query: () =>
        "select count(*) from models m where exists (select from runs r where r.model_id = m.id and r.state = 'done')",
    },
    'two-counts': {
      query: () => `select m.name, r.runs, t.tags from models m
        join (select model_id, count(*) as runs from runs group by model_id) r on r.model_id = m.id
        join (select model_id, count(distinct tag) as tags from tags group by model_id) t on t.model_id = m.id`,
    },
  },
  'offset-pagination': {
    'by-name-and-place': {
      of: /order by .*/,
      last: 'select "Name" as ":last_name", id as ":last_id" from "User" order by 1, 2 offset 2499 limit 1',
    },
    'deep-page': {
      query: printed => `select id, status from deployments d ${printed.replace('…', "d.status = 'active'")}`,
      last: `select deployed_at as ":last_deployed_at", id as ":last_id" from deployments where status = 'active'
        order by deployed_at desc offset 1599 limit 1`,
    },
    'in-a-view': {
      query: printed => `select id from deployments ${printed}`,
      last: 'select id as ":last_id" from deployments order by id offset 2999 limit 1',
    },
    'no-order': { of: /offset .*/, last: 'select id as ":last_id" from deployments offset 1999 limit 1' },
  },
  'large-offset': {
    'in-a-subquery': {
      of: /offset \d+ limit \d+/,
      last: 'select id as ":last_id" from runs offset 6999 limit 1',
    },
    'in-a-view': { query: () => 'select id, note from runs where id > 15000 order by id limit 20' },
    'late-page': {
      query: printed =>
        `select id, started_at from runs ${printed} order by started_at desc, id desc limit 20`,
      last: 'select started_at as "$1", id as "$2" from runs order by 1 desc, 2 desc offset 2999 limit 1',
    },
    sorted: {
      query: printed =>
        `select r.id, r.note from runs r ${printed} and r.model_id < 10 order by r.note, r.started_at limit 10`,
      last: 'select note as "$1", started_at as "$2" from runs where model_id < 10 order by 1, 2 offset 1999 limit 1',
    },
  },
  'cast-on-column': {
    'changed-type': { of: "region = 'region 7'::text" },
    'date-of-timestamptz': { of: "b.deployed_at::date = '2027-01-03'" },
    'enum-as-text': { query: () => "select id from jobs where state = 'failed'::state" },
    'numeric-literal': { of: 'id = 17.0' },
    'text-of-a-number': { of: "d.id::text = '17'" },
    'text-prefix-of-a-timestamptz': {
      query: () => "select id from readings where at >= '2022-02-01' and at < '2022-03-01'",
    },
    'text-without-index': { of: "num::text = '77'" },
    'value-in-a-list': { of: /num in \(.*\)/ },
    'value-in-an-array': { of: /r.num = any\(.*\)/ },
    'value-of-a-domain': { of: 'num = 77.0' },
    'with-a-range': { of: 'num = 77.0' },
    'zz-joined-by-a-cast': { isByIndex: true },
    'zz-joined-by-another-type': { isByIndex: true },
    'zz-either-of-two-numbers': { of: /o\.id = 77.*/, isByIndex: true },
    'within-two-days': { of: /at::date .*/, isByIndex: true },
    'words-of-an-array': { query: () => "select id from readings where tags = array['tag 77', 'tag 0']" },
    'written-as-a-time-of-day': { query: () => "select id from readings where at < '2026-05-05 00:03Z'" },
    'written-by-a-parameter': { of: /id::text = .*/, isByIndex: true },
  },
  'function-on-column': {
    'added-to-the-column': { of: /deployed_at \+ .*/ },
    'date-in-a-zone': { of: /\(deployed_at at time zone .*/ },
    partitions: { of: /date\(r.started\) = .*/ },
    'truncated-date': { of: /date_trunc\('day', d.deployed_at\) = .*/ },
    'truncated-in-a-zone': { of: /date_trunc\('day', deployed_at, .*/ },
    'year-of-date': { of: /extract\(.*/ },
    'yet-another-condition': { of: /date\(o.placed\) = '[^']*'/ },
    'yet-another-condition-of-a-view': { of: /date\(placed\) = '[^']*'/ },
    'younger-than-a-day': { of: /now\(\) - .*/ },
    'younger-than-a-month-of-days': { of: /date '.*/ },
    'yuletide-orders': { of: /date\(o.placed\) = '[^']*'/, isByIndex: true },
    'yuletide-orders-not-cancelled': { of: /date\(placed\) = '[^']*'/, isByIndex: true },
    'zone-among-zones': { of: /\$1 = .*/, isByIndex: true },
    'zone-beside-another-condition': { of: /1237 = .*/, isByIndex: true },
    'zone-in-an-index-scan': { of: /md5\(.*/, isByIndex: true },
    'zone-of-a-domain': { of: /1237 = .*/, isByIndex: true },
    'zone-of-another-type': {
      query: () => 'select id from markets where zones @> array[1237]::smallint[]',
      isByIndex: true,
    },
    'zones-both-of-them': { of: /'area 3' = .*/, isByIndex: true },
    'zz-beside-a-function-of-many': { isByIndex: true },
    'zz-beside-what-nearly-all-have': { isByIndex: true },
    'zz-either-of-two-days': { of: /date\(.*/, isByIndex: true },
    'zz-either-of-two-values': { isByIndex: true },
    'zz-joined-by-a-function': { isByIndex: true },
    'zz-element-without-an-index': { of: /1237 = .*/, isByIndex: true },
    'zoomed-out-between-two-noons': { of: /date_trunc\(.*/, isByIndex: true },
    'zoomed-out-by-a-month': { query: () => "select id from readings where at > '2027-02-15 00:00Z'" },
    'zoomed-out-of-a-date': { of: /date_trunc\(.*/, isByIndex: true },
    'zoomed-out-of-a-date-in-a-view': {
      query: printed => `select id from readings where ${printed}`,
      isByIndex: true,
    },
    'zoomed-out-to-a-parameter': { of: /date_trunc\(.*/, isByIndex: true },
  },
};

/** Of which nothing is printed that asks for the same rows. */
const untold: readonly string[] = [
  'leading-wildcard/two-characters',
  ...['alternatives', 'function-around-column', 'hash-forbidden', 'part-of-the-condition', 'range'].map(
    name => `late-filter/${name}`,
  ),
];

const examples = (Object.keys(places) as RuleId[]).flatMap(rule =>
  readdirSync(join(fixtures, rule, 'flagged'))
    .map(file => [rule, file.replace('.sql', '')] as const)
    .filter(example => !untold.includes(example.join('/'))),
);

async function remediesOf(rule: RuleId, name: string, story: Story) {
  const { comparison, catalogues, database } = await stage(name, story);
  const rules = { [rule]: { severity: ruleKeys[rule].severity, thresholds: story.thresholds } };
  const findings = await findFindings({ comparisons: [comparison], catalogues, rules });
  const remedies = findings
    .filter(({ side }) => side === 'head')
    .filter(finding => finding.rule === rule || finding.also.some(cause => cause.rule === rule))
    .map(finding => describeFinding(finding).remedy);
  return { remedies, database, comparison };
}

/** The blocks that a query touches as it was, and as it is by an index. */
async function blocksByIndex(story: Story, { comparison }: { readonly comparison: Comparison }) {
  const { comparison: before } = await stage('before', story);
  const [old, now] = [headOf(before), headOf(comparison)];
  expect([...walk(now.plan)].map(({ type }) => type)).toContainEqual(
    expect.stringMatching(/Index (?:Only )?Scan$/),
  );
  return { before: caseBuffers(old), after: caseBuffers(now) };
}

function headOf({ result }: Comparison) {
  const { head } = result.sides;
  if (head.kind !== 'measured') throw new Error('head was not measured');
  return head.measurement;
}

/** The SQL of a remedy: what is written in the query, and the index that it wants; '' for each that it has not. */
function printedIn(remedy: string) {
  const text = /: (.*)$/.exec(remedy)?.[1] ?? '';
  const at = text.search(/CREATE (?:EXTENSION|INDEX)/);
  const [query, index] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
  return { query: query.replace(/, with .*$/, ''), index };
}

async function rewritten(story: Story, head: string, printed: string, place: Place): Promise<string> {
  const last = place.last === undefined ? {} : await rowBefore({ ...story, head }, place.last);
  let text = printed;
  for (const [parameter, value] of Object.entries(last))
    text = text.replace(parameter, `'${value instanceof Date ? value.toISOString() : value}'`);
  if (place.query !== undefined) return place.query(text);
  if (place.of === undefined) return text === '' ? story.query : text;
  expect(text).not.toBe('');
  expect(story.query).toMatch(place.of);
  return story.query.replace(place.of, () => text);
}

async function rowBefore(story: Story, query: string): Promise<Row> {
  const { database } = await stage('last', story);
  await using session = await database.connect();
  return (await session.query(query))[0] ?? {};
}

async function rowsOf(database: Database, query: string, { sets }: Story): Promise<readonly string[]> {
  await using session = await database.connect();
  const rows = (
    await session.query(
      query,
      sets.slice(0, 1).map(({ value }) => value),
    )
  ).map(row => JSON.stringify(Object.values(row)));
  return / order by /i.test(query) ? rows : rows.toSorted();
}

test.each(examples)('%s: %s', async (rule, name) => {
  const story = readStory(readFileSync(join(fixtures, rule, 'flagged', `${name}.sql`), 'utf8'));
  const [remedy = ''] = goldenRemedies(rule, name);
  const printed = printedIn(remedy);
  const place = places[rule]?.[name] ?? {};
  const head = `${story.head}\n${printed.index}`;
  // The values before a page are in the database, which is the same for whatever query is asked there.
  const query = await rewritten(story, head, printed.query, place);
  expect([query, printed.index], remedy).not.toEqual([story.query, '']);

  const after = await remediesOf(rule, name, { ...story, head, query });
  expect(after.remedies, query).toEqual([]);
  const rows = await rowsOf(after.database, story.query, story);
  if (place.findsNothing) {
    expect(rows).toEqual([]);
    return expect(await rowsOf(after.database, query, story)).not.toEqual([]);
  }
  expect(rows, 'the same of nothing says nothing').not.toEqual([]);
  expect(rows).not.toEqual(['[0]']);
  const now = await rowsOf(after.database, query, story);
  expect(/ order by /i.test(story.query) ? now : now.toSorted(), query).toEqual(rows);
  if (place.isByIndex !== true) return;
  const blocks = await blocksByIndex(story, after);
  expect(blocks.after).toBeLessThan(blocks.before);
});

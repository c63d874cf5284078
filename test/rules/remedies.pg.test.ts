import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Measurement } from '../../src/measurement/index.ts';
import type { Server } from '../../src/postgres/index.ts';
import { caseBuffers } from '../../src/rules/case-buffers.ts';
import { describeFinding, findFindings, type RuleId } from '../../src/rules/index.ts';
import { testServer } from '../support/postgres.ts';
import { openStage, readStory, type Story } from '../support/staged-case.ts';
import { goldenRemedies } from './golden-remedies.ts';

/** What a finding of a flagged example says to type is typed, and the rule is silent then: the planner uses what was proposed. */

const fixtures = join(import.meta.dirname, '../../fixtures/rules');
let server: Server;
let stage: Awaited<ReturnType<typeof openStage>>;

beforeAll(async () => {
  server = await testServer(17);
  stage = await openStage(server, 1);
});
afterAll(() => server[Symbol.asyncDispose]());

async function remediesOf(rule: RuleId, story: Story): Promise<readonly string[]> {
  const { comparison, catalogues } = await stage('remedy', story);
  const findings = await findFindings({ comparisons: [comparison], catalogues, rules: {} });
  return findings
    .filter(({ side }) => side === 'head')
    .filter(finding => finding.rule === rule || finding.also.some(cause => cause.rule === rule))
    .map(finding => describeFinding(finding).remedy);
}

/** As a part of a migration, which runs in one go. */
function typed(remedy: string): string {
  const index = /CREATE INDEX [^;]+;/.exec(remedy)?.[0].replace('CONCURRENTLY ', '');
  const memory = /SET (work_mem) = ('[^;]+');/.exec(remedy);
  return memory === null ? (index ?? '') : `-- settings ${memory[1]} = ${memory[2]}\n`;
}

const rules: readonly RuleId[] = ['repeated-scan', 'index-filter', 'wrong-index-for-order', 'lossy-bitmap'];

/** Of these some say to write another query. */
const alsoCreating: readonly RuleId[] = ['sequential-scan'];

const examples = [
  ...rules.flatMap(rule => readdirSync(join(fixtures, rule, 'flagged')).map(file => [rule, file] as const)),
  ...alsoCreating.flatMap(rule =>
    readdirSync(join(import.meta.dirname, 'golden', rule))
      .map(file => file.replace('.txt', '.sql'))
      .filter(file => goldenOf(rule, file).some(remedy => / CREATE INDEX[^;]*;$/m.test(remedy)))
      .map(file => [rule, file] as const),
  ),
];

function goldenOf(rule: RuleId, file: string): readonly string[] {
  return goldenRemedies(rule, file.replace('.sql', ''));
}

test.each(examples)('%s: %s', async (rule, file) => {
  const story = readStory(readFileSync(join(fixtures, rule, 'flagged', file), 'utf8'));
  const remedies = goldenOf(rule, file);
  const statements = remedies.map(typed);
  expect(statements).not.toEqual([]);
  for (const [at, statement] of statements.entries()) expect(statement, remedies[at]).not.toBe('');
  const head = [story.head, ...statements].join('\n');
  expect(await remediesOf(rule, { ...story, head }), head).toEqual([]);
});

const kept = readdirSync(join(fixtures, 'recomputed-aggregate/flagged'));

test.each(kept)('recomputed-aggregate: %s', async file => {
  const story = readStory(readFileSync(join(fixtures, 'recomputed-aggregate/flagged', file), 'utf8'));
  const [remedy = ''] = goldenOf('recomputed-aggregate', file);
  const made = /: (CREATE MATERIALIZED VIEW (\S+) .*;)$/.exec(remedy);
  if (made === null) return expect(remedy).not.toContain('CREATE');
  const [, statements = '', view = ''] = made;
  // It may be refreshed concurrently where the finding says so without asking for an index.
  const refresh = remedy.includes('asks for') ? '' : /REFRESH [^,]+/.exec(remedy)?.[0];
  const head = `${story.head}\n${statements}\n${refresh};`;
  const after = { ...story, head, query: `select * from ${view}` };
  expect(await remediesOf('recomputed-aggregate', after), remedy).toEqual([]);
});

const random = readdirSync(join(fixtures, 'order-by-random/flagged'));

test.each(random)('order-by-random: %s', async file => {
  const story = readStory(readFileSync(join(fixtures, 'order-by-random/flagged', file), 'utf8'));
  const [remedy = ''] = goldenOf('order-by-random', file);
  const [, sample = '', table = '', method] = /: FROM ((.*) TABLESAMPLE (\w+) .*)$/.exec(remedy) ?? [];
  if (method === undefined) return expect(remedy).toContain('a few keys at random');
  const query = story.query.replace(`from ${table}`, () => `from ${sample}`);
  expect(query).not.toBe(story.query);
  expect(await remediesOf('order-by-random', { ...story, query }), remedy).toEqual([]);
  const [before, after] = [await headOf(story), await headOf({ ...story, query })];
  expect(after.plan.root.actual?.rows).toBe(before.plan.root.actual?.rows);
  const share = caseBuffers(after) / caseBuffers(before);
  if (method === 'SYSTEM') expect(share).toBeLessThan(0.5);
  else expect(share).toBe(1);
});

async function headOf(story: Story): Promise<Measurement> {
  const { head } = (await stage('sample', story)).comparison.result.sides;
  if (head.kind !== 'measured') throw new Error('head was not measured');
  return head.measurement;
}

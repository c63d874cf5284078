import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Server } from '../../src/postgres/index.ts';
import { planDiff } from '../../src/report/plan-diff.ts';
import { testServer } from '../support/postgres.ts';
import { openStage, readStory } from '../support/staged-case.ts';

/** The stories of test/comparison, told by a real PostgreSQL: how both plans read as one. */

const stories = join(import.meta.dirname, '..', 'comparison', 'stories');
let server: Server;
let stage: Awaited<ReturnType<typeof openStage>>;

beforeAll(async () => {
  server = await testServer(17);
  stage = await openStage(server);
});
afterAll(() => server[Symbol.asyncDispose]());

test.each(readdirSync(stories))('%s', async file => {
  const story = readStory(readFileSync(join(stories, file), 'utf8'));
  const name = file.replace('.sql', '');
  const { base, head } = (await stage(name, story)).comparison.result.sides;
  if (base.kind !== 'measured' || head.kind !== 'measured') throw new Error('a side was not measured');
  const lines = planDiff(base.measurement.plan, head.measurement.plan);
  const text = lines?.map(({ sign, text }) => `${sign} ${text}`.trimEnd()).join('\n') ?? 'nothing differs';
  // What a node took in memory or on disk differs with the platform's word size and allocator.
  const stable = text
    .replace(/\d+kB/g, '…kB')
    .replace(/(Temporary Blocks|Batches): .*/g, '$1: …')
    .replace(/\d+ temporary blocks/g, '… temporary blocks')
    .replace(/\d launched/g, '… launched');
  await expect(`${story.title}\n\n${stable}\n`).toMatchFileSnapshot(`golden/plan-diff/${name}.diff`);
});

test('every golden file belongs to a story', () => {
  const golden = readdirSync(join(import.meta.dirname, 'golden', 'plan-diff')).map(file =>
    file.replace('.diff', '.sql'),
  );
  expect(golden.toSorted()).toEqual(readdirSync(stories).toSorted());
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Comparison, describePlanChange } from '../../src/comparison/index.ts';
import type { Server } from '../../src/postgres/index.ts';
import { planDiff } from '../../src/report/plan-diff.ts';
import { testServer } from '../support/postgres.ts';
import { openStage, readStory } from '../support/staged-case.ts';

/** Plans of a real PostgreSQL that differ, the words for it, and how both read as one. A new case is a new file in stories/. */

const stories = join(import.meta.dirname, 'stories');
const diffs = join(import.meta.dirname, '..', 'report', 'golden', 'plan-diff');
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
  const { comparison } = await stage(name, story);
  const lines = comparison.planChanges.map(change => {
    // What a node took in memory or on disk differs with the platform's word size and allocator.
    const text = describePlanChange(change).replace(/[\d,]+ (kB|temporary blocks|batches)/g, '… $1');
    return `${change.kind}${change.lostIndex ? ', lost index' : ''}: ${text}`;
  });
  if (comparison.sameShape === false) expect(lines).not.toEqual([]);
  const text = [`${story.title}`, `${comparison.status}, same shape: ${comparison.sameShape}`, ...lines];
  await expect(`${text.join('\n')}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
  await expect(`${story.title}\n\n${diffOf(comparison)}\n`).toMatchFileSnapshot(join(diffs, `${name}.diff`));
});

function diffOf({ result: { sides } }: Comparison): string {
  const { base, head } = sides;
  if (base.kind !== 'measured' || head.kind !== 'measured') throw new Error('a side was not measured');
  const lines = planDiff(base.measurement.plan, head.measurement.plan);
  const text = lines?.map(({ sign, text }) => `${sign} ${text}`.trimEnd()).join('\n') ?? 'nothing differs';
  // What a node took in memory or on disk differs with the platform's word size and allocator.
  return text
    .replace(/\d+kB/g, '…kB')
    .replace(/(Temporary Blocks|Batches): .*/g, '$1: …')
    .replace(/\d+ temporary blocks/g, '… temporary blocks')
    .replace(/\d launched/g, '… launched');
}

test('every golden file belongs to a story', () => {
  const told = readdirSync(stories).map(file => file.replace('.sql', ''));
  for (const golden of [join(import.meta.dirname, 'golden'), diffs])
    expect(
      readdirSync(golden)
        .map(file => file.replace(/\.(?:txt|diff)$/, ''))
        .toSorted(),
    ).toEqual(told.toSorted());
});

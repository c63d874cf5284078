import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeAttribution } from '../../src/comparison/index.ts';
import type { Server } from '../../src/postgres/index.ts';
import { testServer } from '../support/postgres.ts';
import { openStage, readStory } from '../support/staged-case.ts';

/** Where a real PostgreSQL does the work that a change adds. A new case is a new file in attribution/. */

const stories = join(import.meta.dirname, 'attribution');
let server: Server;
let stage: Awaited<ReturnType<typeof openStage>>;

beforeAll(async () => {
  server = await testServer(17);
  stage = await openStage(server);
});
afterAll(() => server[Symbol.asyncDispose]());

test.each(readdirSync(stories))('%s', async file => {
  const story = readStory(readFileSync(join(stories, file), 'utf8'));
  const { comparison } = await stage(file.replace('.sql', ''), story);
  const moved = comparison.counts.filter(({ answer }) => answer !== 'same');
  expect(moved).not.toEqual([]);
  const lines = moved.map(change => {
    const largest = comparison.attribution.find(({ count }) => count === change.count);
    const share = ((largest?.head ?? 0) - (largest?.base ?? 0)) / (change.head - change.base);
    const words = describeAttribution(change, comparison.attribution).replace(
      /[\d,.]+ k?B\b|(?<!\$)\b[\d,]+\b/g,
      'N',
    );
    return `${Math.round(share * 10) * 10} % of ${change.count}: ${words}`;
  });
  await expect(`${[story.title, ...lines].join('\n')}\n`).toMatchFileSnapshot(
    `attribution-golden/${file.replace('.sql', '.txt')}`,
  );
});

test('every golden file belongs to a story', () => {
  const golden = readdirSync(join(import.meta.dirname, 'attribution-golden'));
  expect(golden.map(file => file.replace('.txt', '.sql')).toSorted()).toEqual(
    readdirSync(stories).toSorted(),
  );
});

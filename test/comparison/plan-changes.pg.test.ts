import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describePlanChange } from '../../src/comparison/index.ts';
import type { Server } from '../../src/postgres/index.ts';
import { testServer } from '../support/postgres.ts';
import { openStage, readStory } from '../support/staged-case.ts';

/** Plans of a real PostgreSQL that differ, and the words for it. A new case is a new file in stories/. */

const stories = join(import.meta.dirname, 'stories');
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
});

test('every golden file belongs to a story', () => {
  const golden = readdirSync(join(import.meta.dirname, 'golden')).map(file => file.replace('.txt', '.sql'));
  expect(golden.toSorted()).toEqual(readdirSync(stories).toSorted());
});

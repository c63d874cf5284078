import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type CaseResult,
  type MeasuredDatabases,
  measure,
  pairCases,
  resolveParameters,
} from '../src/measurement/index.ts';
import type { Server } from '../src/postgres/index.ts';
import { silent } from '../src/progress.ts';
import { readQueries } from '../src/queries/index.ts';
import { SideCopier } from '../src/side-copier.ts';
import { memoryTree } from './config/memory-tree.ts';
import { testServer } from './support/postgres.ts';

/** A rolled-back UPDATE of a whole table leaves as many dead rows as it has, and the next one reads all of them. */

let server: Server;
let sides: Pick<MeasuredDatabases, 'head' | 'twin'> & {
  readonly base: NonNullable<MeasuredDatabases['base']>;
};
beforeAll(async () => {
  server = await testServer();
  const base = await server.createDatabase('written_base');
  {
    await using session = await base.connect();
    await session.execute(`
      create table models (id int primary key, note text);
      insert into models select n, repeat('x', 200) from generate_series(1, 5000) n;
      create function touch() returns bigint language sql as $$
        with t as (update models set note = note || 'y' returning 1) select count(*) from t
      $$;`);
    await session.execute('vacuum (freeze, analyze)');
  }
  const head = await server.cloneDatabase(base, 'written_head');
  sides = { base, head, twin: await server.cloneDatabase(base, 'written_twin') };
});
afterAll(() => server[Symbol.asyncDispose]());

const count = "-- name: count\nselect count(*) from models where note <> 'a';\n";
const rename = "-- name: rename\nupdate models set note = 'n' where note = 'b';\n";
const none = "-- name: touch\nupdate models set note = note || 'y' where id < 0;\n";
const all = "-- name: touch\nupdate models set note = note || 'y';\n";
const called = '-- name: called\nselect touch();\n';

async function measured(base: string, head: string, copier: SideCopier) {
  const read = (text: string) => readQueries(memoryTree({ 'q.sql': text }), ['q.sql']);
  const [ofBase, ofHead] = [await read(base), await read(head)];
  const pairs = pairCases(ofBase, ofHead, await resolveParameters(ofBase, ofHead, sides, false));
  const policy = {
    role: null,
    statementTimeout: 10_000,
    samples: 5,
    samplingTime: 10_000,
    samplesWanted: () => 0,
    isClear: () => true,
    showValues: false,
  };
  const { signal } = new AbortController();
  return await measure(pairs, { ...sides, copier }, policy, silent, signal);
}

/** On base, head and base's twin. */
function blocks(results: readonly CaseResult[], name: string) {
  return results
    .filter(result => result.case.query.name === name)
    .flatMap(({ sides: { base, head }, twin }) => [base, head, twin])
    .map(side => (side.kind === 'measured' ? side.measurement.work.buffers : side.kind));
}

async function databases(): Promise<readonly string[]> {
  await using session = await sides.head.connect();
  const rows = await session.query<{ name: string }>(
    `select datname as name from pg_database where datname like 'plangate_writes%'`,
  );
  return rows.map(({ name }) => name);
}

it.each([
  ['a new query', count + rename, all + count + rename],
  ['a changed query', none + count + rename, all + count + rename],
  ['the call of a function', count + rename, called + count + rename],
])('what %s writes is read by no other', async (_, base, head) => {
  const copier = new SideCopier({ ...sides, servers: { base: server, head: server } });
  const results = await measured(base, head, copier);
  expect(results.map(({ case: { query } }) => query.name)).toEqual(head.match(/(?<=name: )\w+/g));
  const [ofBase, ofHead, ofTwin] = blocks(results, 'count');
  expect(ofBase).toBeGreaterThan(100);
  expect([ofHead, ofTwin]).toEqual([ofBase, ofBase]);
  const [before, after] = blocks(results, 'rename');
  expect(before).toBeGreaterThan(100);
  expect(after).toBe(before);
  expect(copier.warnings).toEqual([]);
  expect(await databases()).toEqual([]);
});

it('where no copy can be made, they are measured last, and the report says so', async () => {
  const taken = await server.createDatabase('plangate_writes_head');
  const copier = new SideCopier({ ...sides, servers: { base: server, head: server } });
  const results = await measured(none + count, all + count, copier);
  const [ofBase, ofHead] = blocks(results, 'count');
  expect(ofHead).toBe(ofBase);
  expect(blocks(results, 'touch')).toEqual([expect.any(Number), expect.any(Number), 'no-side']);
  expect(copier.warnings).toEqual([
    'Queries that write were measured in the databases of the others, after those, as they could not be copied (database "plangate_writes_head" already exists): what one leaves there, the next must read.',
  ]);
  expect(await databases()).toEqual(['plangate_writes_head']);
  await server.dropDatabase(taken);
});

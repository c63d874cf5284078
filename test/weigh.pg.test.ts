import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../src/config/index.ts';
import { pairCases, resolveParameters } from '../src/measurement/index.ts';
import type { Database, Server } from '../src/postgres/index.ts';
import type { Progress } from '../src/progress.ts';
import { readQueries } from '../src/queries/index.ts';
import { Stopwatch } from '../src/stopwatch.ts';
import { judge } from '../src/verdict/index.ts';
import { weigh } from '../src/weigh.ts';
import { memoryTree } from './config/memory-tree.ts';
import { testServer } from './support/postgres.ts';

/** A query whose work is the same on both sides, and whose time on head is what a test says. */

const today = '2027-01-01';
const sleeping = (seconds: number) =>
  `create or replace function waits() returns int language plpgsql as $$ begin perform pg_sleep(${seconds}); return 1; end $$`;

let server: Server;
let base: Database;
let head: Database;

beforeAll(async () => {
  server = await testServer(17);
  base = await server.createDatabase('weighed');
  await run(base, sleeping(0.001));
  head = await server.cloneDatabase(base, 'weighed_head');
});
afterAll(() => server[Symbol.asyncDispose]());

async function run(database: Database, sql: string): Promise<void> {
  await using session = await database.connect();
  await session.execute(sql);
}

/** `later` happens before the first connection of the second round. */
function changing(database: Database, round: () => number, later: () => Promise<void>): Database {
  let isDone = false;
  return new Proxy(database, {
    get(target, key) {
      if (key !== 'connect') {
        const value = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return async (...given: Parameters<Database['connect']>) => {
        if (round() === 2 && !isDone) {
          isDone = true;
          await later();
        }
        return await target.connect(...given);
      };
    },
  });
}

async function outcome(
  later: () => Promise<void>,
  begins: (round: number, controller: AbortController) => void = () => {},
  twin: Database | null = null,
) {
  let rounds = 0;
  const controller = new AbortController();
  const progress: Progress = {
    step: () => {
      rounds += 1;
      begins(rounds, controller);
      return { update() {}, done() {} };
    },
    info() {},
  };
  const queries = await readQueries(memoryTree({ 'q.sql': '-- name: q\nselect waits();\n' }), ['q.sql']);
  const databases = { base, head: changing(head, () => rounds, later), twin };
  const pairs = pairCases(queries, queries, await resolveParameters(queries, queries, databases, false));
  const policy = { ...defaultPolicy, extensions: [], showValues: false };
  const weighed = await weigh(pairs, databases, policy, today, progress, new Stopwatch(), controller.signal);
  const { cases } = judge({ comparisons: weighed.comparisons, findings: [], policy: weighed.policy, today });
  return { rounds, outcome: cases[0]?.outcome, status: cases[0]?.comparison.status, noise: weighed.noise };
}

describe('a case that is slower', () => {
  it('fails where a second look, later, sees it too', async () => {
    await run(head, sleeping(0.03));
    expect(await outcome(async () => {})).toMatchObject({ rounds: 2, outcome: 'fail' });
  });

  it('fails nothing where the second look does not see it', async () => {
    await run(head, sleeping(0.03));
    expect(await outcome(() => run(head, sleeping(0.001)))).toMatchObject({ rounds: 2, outcome: 'pass' });
  });

  it('fails nothing where the time is over before the second look, and is not judged', async () => {
    await run(head, sleeping(0.03));
    const result = await outcome(
      async () => {},
      (round, controller) => {
        if (round === 2) controller.abort(new Error('the time is over'));
      },
    );
    expect(result).toMatchObject({ rounds: 2, outcome: 'warn', status: 'not-judged' });
  });

  it('fails nothing on a machine where a second copy of base is as much slower, and fails where it is not', async () => {
    await run(head, sleeping(0.03));
    const twin = await server.cloneDatabase(base, 'weighed_twin');
    const sure = await outcome(async () => {}, undefined, twin);
    expect(sure).toMatchObject({ outcome: 'fail', noise: { cases: 1, unsteady: 0 } });
    expect(sure.noise?.latency).toBeLessThan(1);

    await run(twin, sleeping(0.04));
    const noisy = await outcome(async () => {}, undefined, twin);
    expect(noisy).toMatchObject({ rounds: 1, outcome: 'pass' });
    expect(noisy.noise?.latency).toBeGreaterThan(5);
  });
});

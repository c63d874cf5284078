import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { materialise } from '../../fixtures/ml-registry/materialise.ts';
import { parseArguments, readConfig } from '../../src/config/index.ts';
import { pairCases } from '../../src/measurement/index.ts';
import { type Database, startServer } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
import { readQueries } from '../../src/queries/index.ts';
import { run } from '../../src/run.ts';
import { openWorkspace } from '../../src/workspace/index.ts';
import { withoutDocker } from '../support/postgres.ts';
import { inTurn, type Ratio } from './ratio.ts';

/**
 * The whole check of ml-registry once the server is up, against the statements it cannot do without: the same SQL files,
 * VACUUM, ANALYZE, clone and executions, the same number of times, sent by bare `pg`.
 */
export async function benchCheck(): Promise<Ratio> {
  const folder = await mkdtemp(join(tmpdir(), 'plangate-bench-'));
  try {
    const { repository } = await materialise('add-indexes', join(folder, 'repository'));
    const times = await inTurn(
      3,
      () => check(repository),
      () => bareStatements(repository),
    );
    return {
      name: 'check of ml-registry, server up',
      against: 'the same statements by bare pg',
      limit: 1.3,
      ...times,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function check(repository: string): Promise<number> {
  const command = parseArguments(['check', '--repo', repository, '--base', 'main'], {});
  if (command.command !== 'check') throw new Error('no check');
  let serverUp = Number.NaN;
  const { error } = await run({
    options: command.options,
    event: null,
    token: null,
    skipUnchanged: false,
    environment: withoutDocker,
    progress: {
      ...silent,
      info: line => {
        if (line.startsWith('Using PostgreSQL')) serverUp = performance.now();
      },
    },
    today: new Date(),
    signal: new AbortController().signal,
  });
  if (error !== null) throw error;
  return performance.now() - serverUp;
}

async function bareStatements(repository: string): Promise<number> {
  await using workspace = await openWorkspace(
    { directory: repository, base: 'main', head: null, event: null, token: null, environment: process.env },
    silent,
  );
  const { sources, policy } = await readConfig(workspace.head, null);
  const queries = await readQueries(workspace.head, sources.queries);
  const pairs = pairCases(queries, queries, new Map());
  const files = (all: readonly string[]) => all.filter(file => /^db\/(migrations|seed)/.test(file)).sort();
  const ofBase = files(workspace.base.files);
  const added = files(workspace.head.files).filter(file => !ofBase.includes(file));

  const request = {
    engine: 'auto',
    version: null,
    locale: policy.postgres.locale,
    settings: policy.postgres.settings,
    environment: withoutDocker,
  } as const;
  await using server = await startServer(request, silent);
  const maintenance = await connect(server.database('postgres'));
  const started = performance.now();
  await maintenance.query('CREATE DATABASE base');
  const build = await connect(server.database('base'));
  for (const file of ofBase) await build.query(await workspace.base.read(file));
  await build.query('VACUUM (FREEZE, ANALYZE)');
  await build.end();
  await maintenance.query('CREATE DATABASE head TEMPLATE base STRATEGY file_copy');
  const base = await connect(server.database('base'));
  const head = await connect(server.database('head'));
  for (const file of added) await head.query(await workspace.head.read(file));
  for (const { head: own } of pairs) {
    if (own === null) continue;
    const execute = async (prefix: string) => {
      for (const client of [base, head]) {
        await client.query('BEGIN');
        await client.query(prefix + own.query.sql, [...own.values]);
        await client.query('ROLLBACK');
      }
    };
    for (let k = 0; k < 3; k++) await execute('');
    const lean = 'EXPLAIN (ANALYZE, TIMING OFF, BUFFERS OFF, FORMAT JSON) ';
    for (let k = 0; k < policy.samples + 1; k++) await execute(lean);
    await execute('EXPLAIN (ANALYZE, BUFFERS, WAL, FORMAT JSON) ');
  }
  const took = performance.now() - started;
  for (const client of [base, head, maintenance]) await client.end();
  return took;
}

async function connect(database: Database): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.environment.DATABASE_URL });
  await client.connect();
  return client;
}

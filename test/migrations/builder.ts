import { defaultPolicy, type Policy, type Sources } from '../../src/config/index.ts';
import { type BuiltSides, buildSides } from '../../src/migrations/index.ts';
import type { Row, Server } from '../../src/postgres/index.ts';
import { type Progress, silent } from '../../src/progress.ts';
import type { Side } from '../../src/workspace/index.ts';
import { makeTree } from '../support/tree.ts';

export type Files = Readonly<Record<string, string>>;

export const folders: Sources = {
  prepare: null,
  migrations: { patterns: ['db/migrations/**/*.sql'] },
  seed: { patterns: ['db/seed*.sql'] },
  queries: [],
  paths: [],
};

export interface BuildOptions {
  readonly sources?: Partial<Sources>;
  readonly extensions?: readonly string[];
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Builds two sides, asks them with `look`, and leaves the server as empty as it was. */
export async function building<T>(
  server: Server,
  base: Files,
  head: Files,
  look: (sides: BuiltSides) => Promise<T>,
  options: BuildOptions = {},
): Promise<T> {
  await using baseTree = await makeTree('base', base);
  await using headTree = await makeTree('head', head);
  const sources = { ...folders, ...options.sources };
  const policy: Policy = {
    ...defaultPolicy,
    postgres: { ...defaultPolicy.postgres, extensions: options.extensions ?? [] },
  };
  try {
    await using sides = await buildSides(
      server,
      { base: { tree: baseTree, sources }, head: { tree: headTree, sources } },
      policy,
      options.progress ?? silent,
      options.signal ?? new AbortController().signal,
      options.environment ?? process.env,
    );
    return await look(sides);
  } finally {
    await empty(server);
  }
}

/** The text of the error that building ends with. */
export async function mistake(
  server: Server,
  base: Files,
  head: Files,
  options: BuildOptions = {},
): Promise<string> {
  return building(server, base, head, async () => 'no error', options).catch((error: unknown) =>
    error instanceof Error && error.name === 'PlangateError' ? error.message : Promise.reject(error),
  );
}

/** The rows that a query gives on a side. */
export async function ask<R extends Row>(sides: BuiltSides, side: Side, sql: string): Promise<readonly R[]> {
  await using session = await sides[side].connect();
  return await session.query<R>(sql);
}

/** The first column of the first row. */
export async function value(sides: BuiltSides, side: Side, sql: string): Promise<unknown> {
  return Object.values((await ask(sides, side, sql))[0] ?? {})[0];
}

/** Drops what building has left on a server. */
export async function empty(server: Server): Promise<void> {
  const names = async (sql: string): Promise<string[]> => {
    await using session = await server.database('postgres').connect();
    return (await session.query<{ name: string }>(sql)).map(row => row.name);
  };
  const databases =
    "select datname as name from pg_database where datname <> 'postgres' and not datistemplate";
  for (const name of await names(databases)) await server.dropDatabase(server.database(name));
  const roles = await names(
    "select quote_ident(rolname) as name from pg_roles where rolname !~ '^(pg_|postgres$)'",
  );
  await using session = await server.database('postgres').connect();
  for (const role of roles) await session.execute(`drop role ${role}`);
  const tablespaces = await names(
    "select quote_ident(spcname) as name from pg_tablespace where spcname !~ '^pg_'",
  );
  for (const tablespace of tablespaces) await session.execute(`drop tablespace ${tablespace}`);
  await session.execute('alter system reset all');
}

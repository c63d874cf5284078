import type { Comparison } from '../../src/comparison/index.ts';
import { compare } from '../../src/comparison/index.ts';
import { measure } from '../../src/measurement/index.ts';
import { type Catalogue, type Database, readCatalogue, type Server } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
import type { Case } from '../../src/queries/index.ts';
import type { Side } from '../../src/workspace/index.ts';

/**
 * A pull request in one SQL file, for tests of what is thought of plans. Its first line says what it shows. Sections:
 * `-- base` builds both databases, `-- head` then changes the second, `-- query` is measured on both,
 * `-- base query` replaces it on base; `-- no base query` makes it new. `-- settings name = value`, such as
 * `enable_hashjoin = off`, hold on the section's side; those of base on both.
 */
export interface Story {
  readonly title: string;
  readonly base: string;
  readonly head: string;
  readonly query: string;
  /** null when the query is new. */
  readonly baseQuery: string | null;
}

export function readStory(text: string): Story {
  const sections = new Map<string, string>();
  let current = 'title';
  for (const line of text.split('\n')) {
    const name = /^-- (base|head|query|base query|no base query)$/.exec(line)?.[1];
    if (name !== undefined) current = name;
    sections.set(current, `${sections.get(current) ?? ''}${name === undefined ? line : ''}\n`);
  }
  const query = sections.get('query')?.trim().replace(/;$/, '');
  const base = sections.get('base');
  if (query === undefined || base === undefined) throw new Error('a story needs `-- base` and `-- query`');
  const baseQuery = sections.get('base query')?.trim().replace(/;$/, '') ?? query;
  return {
    title: (sections.get('title') ?? '').trim().replace(/^-- /, ''),
    base,
    head: sections.get('head') ?? '',
    query,
    baseQuery: sections.has('no base query') ? null : baseQuery,
  };
}

export interface StagedCase {
  readonly comparison: Comparison;
  readonly catalogues: Readonly<Record<Side, Catalogue>>;
}

/** The tolerances and floors that hold when nothing is configured. */
export const tolerances = {
  buffers: 0.1,
  temp: 0.1,
  wal: 0.1,
  latency: 0.25,
  latencyFloor: 5,
  buffersFloor: 50,
};

/** Two databases in which stories are told one after the other; making new ones would take most of the time. */
export async function openStage(
  server: Server,
  samples = 5,
): Promise<(name: string, story: Story) => Promise<StagedCase>> {
  const base = await server.createDatabase('stage_base');
  const head = await server.createDatabase('stage_head');
  return async (name, story) => {
    await build(base, [story.base]);
    await build(head, [story.base, story.head]);
    const pair = {
      base: story.baseQuery === null ? null : caseOf(name, story.baseQuery),
      head: caseOf(name, story.query),
    };
    const policy = {
      role: null,
      statementTimeout: 60_000,
      samples,
      samplingTime: 60_000,
      samplesWanted: () => 0,
      isClear: () => true,
      showValues: false,
    };
    const [result] = await measure(
      [pair],
      { base, head, twin: null },
      policy,
      silent,
      new AbortController().signal,
    );
    if (result === undefined) throw new Error('nothing was measured');
    for (const side of ['base', 'head'] as const) {
      const measured = result.sides[side];
      if (measured.kind === 'failed') throw new Error(`${side}: ${measured.failure.message}`);
    }
    return {
      comparison: compare(result, tolerances),
      catalogues: { base: await catalogueOf(base), head: await catalogueOf(head) },
    };
  };
}

const userSchemas = `select quote_ident(nspname) as name from pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'`;
const userTables = `select format('%I.%I', schemaname, tablename) as name from pg_tables
  where schemaname !~ '^pg_' and schemaname <> 'information_schema'`;

/** Empties the database and builds it anew. Tables are small enough for ANALYZE to read every row, so both sides agree. */
async function build(database: Database, scripts: readonly string[]): Promise<void> {
  await using session = await database.connect();
  await session.execute(`alter database ${database.name} reset all`);
  for (const { name } of await session.query(userSchemas))
    await session.execute(`drop schema ${name} cascade`);
  await session.execute('create schema public');
  for (const sql of scripts) {
    for (const [, setting, value] of sql.matchAll(/^-- settings (\w+) = (.+)$/gm)) {
      await session.execute(`alter database ${database.name} set ${setting} = ${value}`);
    }
    if (sql.replace(/^--.*$/gm, '').trim() !== '') await session.execute(sql);
  }
  await session.execute('set default_statistics_target = 1000');
  const tables = (await session.query(userTables)).map(({ name }) => name);
  await session.execute(`vacuum (freeze, analyze) ${tables.join(', ')}`);
}

async function catalogueOf(database: Database): Promise<Catalogue> {
  await using session = await database.connect();
  // Awaited here, or the session is closed before it is read.
  return await readCatalogue(session);
}

function caseOf(name: string, sql: string): Case {
  return {
    query: {
      name,
      file: `${name}.sql`,
      line: 1,
      text: sql,
      sql,
      parameters: [],
      sets: [{ name: '', line: 1, values: {} }],
      parametersFrom: null,
      budget: {},
      tags: [],
      lines: {},
      results: null,
    },
    parameters: '',
    values: [],
  };
}

import type { Comparison } from '../../src/comparison/index.ts';
import { compare } from '../../src/comparison/index.ts';
import { measure } from '../../src/measurement/index.ts';
import { type Catalogue, type Database, readCatalogue, type Server } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
import type { Case } from '../../src/queries/index.ts';
import { splitStatements } from '../../src/sql/index.ts';
import type { Side } from '../../src/workspace/index.ts';

/**
 * A pull request in one SQL file, for tests of what is thought of plans. Its first line says what it shows. Sections:
 * `-- base` builds both databases, `-- head` then changes the second, `-- query` is measured on both,
 * `-- base query` replaces it on base; `-- no base query` makes it new. `-- settings name = value`, such as
 * `enable_hashjoin = off`, hold on the section's side; those of base on both. `-- values rare = 7` in the query's section
 * measures it with that value of `$1`, once for each such line. `-- thresholds rows = 5000` are those of the rule that it
 * shows, where its own would take too much data; `-- calls: 1000` says how often the query is called.
 */
export interface Story {
  readonly title: string;
  readonly base: string;
  readonly head: string;
  readonly query: string;
  /** null when the query is new. */
  readonly baseQuery: string | null;
  /** Values of `$1`, by the name of the set; empty for a query without parameters. */
  readonly sets: readonly { readonly name: string; readonly value: string }[];
  readonly thresholds: Readonly<Record<string, number>>;
  /** null where nobody says. */
  readonly calls: number | null;
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
  const calls = /^-- calls: (\d+)$/m.exec(text)?.[1];
  const baseQuery = sections.get('base query')?.trim().replace(/;$/, '') ?? query;
  return {
    title: (sections.get('title') ?? '').trim().replace(/^-- /, ''),
    base,
    head: sections.get('head') ?? '',
    query,
    baseQuery: sections.has('no base query') ? null : baseQuery,
    sets: [...query.matchAll(/^-- values (\w+) = (.+)$/gm)].map(([, name = '', value = '']) => ({
      name,
      value,
    })),
    thresholds: Object.fromEntries(
      [...text.matchAll(/^-- thresholds (\w+) = (\d+)$/gm)].map(([, name, value]) => [name, Number(value)]),
    ),
    calls: calls === undefined ? null : Number(calls),
  };
}

export interface StagedCase {
  /** Of the query, with its first values. */
  readonly comparison: Comparison;
  readonly comparisons: readonly Comparison[];
  readonly catalogues: Readonly<Record<Side, Catalogue>>;
  /** As it is until the next story is told. */
  readonly database: Database;
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

/**
 * Two databases in which stories are told one after the other; making new ones would take most of the time. One does for both
 * sides where only the query differs.
 */
export async function openStage(
  server: Server,
  samples = 5,
): Promise<(name: string, story: Story) => Promise<StagedCase>> {
  const base = await server.createDatabase('stage_base');
  const changed = await server.createDatabase('stage_head');
  return async (name, story) => {
    await build(base, [story.base]);
    const isChanged = story.head.trim() !== '';
    if (isChanged) await build(changed, [story.base, story.head]);
    const head = isChanged ? changed : base;
    const sets = story.sets.length === 0 ? [null] : story.sets;
    const pairs = sets.map(set => ({
      base: story.baseQuery === null ? null : caseOf(name, story.baseQuery, set, story.calls),
      head: caseOf(name, story.query, set, story.calls),
    }));
    const policy = {
      role: null,
      statementTimeout: 60_000,
      samples,
      samplingTime: 60_000,
      samplesWanted: () => 0,
      isClear: () => true,
      showValues: false,
    };
    const results = await measure(
      pairs,
      { base, head, twin: null },
      policy,
      silent,
      new AbortController().signal,
    );
    for (const { sides } of results) {
      for (const side of ['base', 'head'] as const) {
        const measured = sides[side];
        if (measured.kind === 'failed') throw new Error(`${side}: ${measured.failure.message}`);
      }
    }
    const comparisons = results.map(result => compare(result, tolerances));
    const [comparison] = comparisons;
    if (comparison === undefined) throw new Error('nothing was measured');
    const before = await catalogueOf(base);
    const after = isChanged ? await catalogueOf(head) : before;
    return { comparison, comparisons, catalogues: { base: before, head: after }, database: head };
  };
}

const userSchemas = `select quote_ident(nspname) as name from pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'`;
const userTables = `select format('%I.%I', schemaname, tablename) as name from pg_tables
  where schemaname !~ '^pg_' and schemaname <> 'information_schema'`;

/** Empties the database and builds it anew. Tables are small enough for ANALYZE to read every row, so both sides agree. */
async function build(database: Database, scripts: readonly string[]): Promise<void> {
  await using session = await database.connect({ settings: { jit: 'off' } });
  await session.execute(`alter database ${database.name} reset all`);
  for (const { name } of await session.query(userSchemas))
    await session.execute(`drop schema ${name} cascade`);
  await session.execute('create schema public');
  for (const sql of scripts) {
    for (const [, setting, value] of sql.matchAll(/^-- settings (\w+) = (.+)$/gm)) {
      await session.execute(`alter database ${database.name} set ${setting} = ${value}`);
    }
    // Each by itself, as migrations run: CREATE INDEX CONCURRENTLY cannot share a transaction.
    for (const statement of splitStatements(sql)) await session.execute(statement.text);
  }
  await session.execute('set default_statistics_target = 1000');
  const tables = (await session.query(userTables)).map(({ name }) => name);
  await session.execute(`vacuum (freeze, analyze) ${tables.join(', ')}`);
}

async function catalogueOf(database: Database): Promise<Catalogue> {
  // A story that switches JIT on does not mean these.
  await using session = await database.connect({ settings: { jit: 'off' } });
  // Awaited here, or the session is closed before it is read.
  return await readCatalogue(session);
}

function caseOf(name: string, sql: string, set: Story['sets'][number] | null, calls: Story['calls']): Case {
  return {
    query: {
      name,
      file: `${name}.sql`,
      line: 1,
      text: sql,
      sql,
      parameters: set === null ? [] : ['1'],
      sets: [{ name: set?.name ?? '', line: 1, values: set === null ? {} : { 1: set.value } }],
      parametersFrom: null,
      budget: {},
      tags: [],
      lines: {},
      results: null,
      ...(calls === null ? {} : { calls: { number: calls } }),
    },
    parameters: set?.name ?? '',
    values: set === null ? [] : [set.value],
  };
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../src/comparison/index.ts';
import { defaultPolicy } from '../src/config/index.ts';
import { measure, pairCases } from '../src/measurement/index.ts';
import { type Database, readCatalogue, type Server } from '../src/postgres/index.ts';
import { silent } from '../src/progress.ts';
import { readQueries } from '../src/queries/index.ts';
import { describeFinding, findFindings } from '../src/rules/index.ts';
import { tryIndexes } from '../src/try-indexes.ts';
import { memoryTree } from './config/memory-tree.ts';
import { testServer } from './support/postgres.ts';

/** Indexes that are there, could serve by their definition and are not used, on a real planner. */

let server: Server;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const table = `create table runs (id int not null, kind int not null, code int not null, note text not null);
insert into runs select n, n % 500, n * 7919 % 40000, 'n' || n from generate_series(1, 40000) n;
`;

/** What is told of the sequential scan of `runs` by the query, and what to do. */
async function told(schema: string, query: string, isLate = false) {
  const database = await server.createDatabase('tried');
  try {
    {
      await using session = await database.connect();
      await session.execute(`${table}${schema}`);
      await session.execute('vacuum (freeze, analyze) runs');
    }
    return await findings(database, query, isLate);
  } finally {
    await server.dropDatabase(database);
  }
}

async function findings(head: Database, query: string, isLate: boolean) {
  const queries = await readQueries(memoryTree({ 'q.sql': `-- name: q\n${query};\n` }), ['q.sql']);
  const policy = {
    ...defaultPolicy,
    samples: 1,
    samplesWanted: () => 0,
    isClear: () => true,
    showValues: false,
  };
  const never = new AbortController().signal;
  const databases = { base: null, head, twin: null };
  const results = await measure(pairCases([], queries, new Map()), databases, policy, silent, never);
  const comparisons = results.map(result => compare(result, policy.tolerances));
  await using session = await head.connect();
  const catalogues = { base: { tables: [] }, head: await readCatalogue(session) };
  const seen = await findFindings({ comparisons, catalogues, rules: {}, hasBase: false });
  const signal = isLate ? AbortSignal.abort() : never;
  const tried = await tryIndexes(seen, comparisons, head, policy, signal);
  expect(tried.length).toBe(seen.length);
  const scan = tried.find(({ rule }) => rule === 'sequential-scan');
  return scan === undefined ? null : { facts: scan.facts, remedy: describeFinding(scan).remedy };
}

describe('an index that could serve and does not', () => {
  it('is dearer, as far as the planner knows, and costs are told', async () => {
    const found = await told(
      `create index runs_kind on runs (kind);
       do $$ begin execute format('alter database %I set random_page_cost = 1000', current_database()); end $$;`,
      'select note from runs where kind = 7',
    );
    expect(found?.facts).toMatchObject({
      unservedBy: 'runs_kind',
      unservedWhy: 'planner',
      tried: 'used',
      costWith: expect.any(Number),
      costWithout: expect.any(Number),
    });
    expect(Number(found?.facts.costWith)).toBeGreaterThan(Number(found?.facts.costWithout));
    expect(found?.remedy).toMatch(
      /^runs_kind serves this filter, as it does with sequential scans switched off, and the planner takes it for dearer \(estimated cost [\d,]+ with it, [\d,]+ without\), although its estimate of rows is right\..* random_page_cost/,
    );
  });

  it('is dearer because statistics mislead', async () => {
    const found = await told(
      `create index runs_code on runs (code);
       alter table runs alter column code set (n_distinct = 2);`,
      'select note from runs where code = 7',
    );
    expect(found?.facts).toMatchObject({ unservedBy: 'runs_code', tried: 'used', rowsCame: 1 });
    expect(found?.remedy).toMatch(/, because it expects [\d,]+ rows where 1 came\. .*ANALYZE runs;$/);
  });

  it('cannot, for a collation that the query asks for', async () => {
    const found = await told(
      `create collation other (provider = icu, locale = 'de');
       create index runs_note on runs (note);`,
      `select id from runs where note < 'n10001' collate other and note > 'n1000' collate other`,
    );
    expect(found?.facts).toMatchObject({ unservedBy: 'runs_note', tried: 'unused', costWith: null });
    expect(found?.remedy).toMatch(
      /^runs_note has the columns of this filter, and PostgreSQL cannot use it even with sequential scans switched off: .* collation, or create one that serves the filter: CREATE INDEX/,
    );
  });

  it('cannot, although it is read as a whole for the one column that is wanted', async () => {
    const found = await told(
      `create collation other (provider = icu, locale = 'de');
       create index runs_note on runs (note);`,
      `select note from runs where note < 'n10001' collate other and note > 'n1000' collate other`,
    );
    expect(found?.facts).toMatchObject({ unservedBy: 'runs_note', tried: 'unused' });
  });

  it('is not tried where the time is over, nor where its definition says why', async () => {
    const schema = `create index runs_code on runs (code); alter table runs alter column code set (n_distinct = 2);`;
    const late = await told(schema, 'select note from runs where code = 7', true);
    expect(late?.facts).not.toHaveProperty('tried');
    expect(late?.remedy).toMatch(
      /^runs_code has the columns of this filter and the planner did not choose it: it expected/,
    );
    const hash = await told(
      'create index runs_id on runs using hash (id);',
      'select note from runs where id < 7',
    );
    expect(hash?.facts).toMatchObject({ unservedWhy: 'hash' });
    expect(hash?.facts).not.toHaveProperty('tried');
  });

  it('was not built to the end', async () => {
    const found = await told(
      `create index runs_id on runs (id);
       update pg_index set indisvalid = false where indexrelid = 'runs_id'::regclass;`,
      'select note from runs where id = 7',
    );
    expect(found?.facts).toMatchObject({ unservedWhy: 'invalid' });
    expect(found?.remedy).toContain('REINDEX INDEX CONCURRENTLY runs_id;');
  });
});

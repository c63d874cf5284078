import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../src/comparison/index.ts';
import { defaultPolicy } from '../src/config/index.ts';
import { measure, pairCases } from '../src/measurement/index.ts';
import { type Database, readCatalogue, type Server, withSettings } from '../src/postgres/index.ts';
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

interface Given {
  /** After the table was made and before it is analysed. */
  readonly schema?: string;
  /** After it was analysed. */
  readonly later?: string;
  readonly query: string;
  readonly rule?: string;
  /** Whether the time is over before anything is tried. */
  readonly isLate?: boolean;
  /** Whether nothing may be copied. */
  readonly isFound?: boolean;
  /** Who runs the queries; null for the superuser. */
  readonly role?: string | null;
  /** Whether whoever asks is no superuser. */
  readonly isPlain?: boolean;
}

const dearPages = `do $$ begin execute format('alter database %I set random_page_cost = 1000', current_database()); end $$;`;

/** What is told of the sequential scan by the query, and what to do. */
async function told({ schema = '', later = '', ...given }: Given) {
  const database = await server.createDatabase('tried');
  try {
    await run(database, `${table}${schema}`);
    await run(database, 'vacuum (freeze, analyze)');
    if (later !== '') await run(database, later);
    const before = await outside(database);
    const found = await findings(database, given);
    expect(await outside(database)).toEqual(before);
    return found;
  } finally {
    await server.dropDatabase(database);
  }
}

async function run(database: Database, sql: string): Promise<void> {
  await using session = await database.connect();
  await session.execute(sql);
}

/** What trying must leave as it was: the databases of the server and what the planner knows. */
async function outside(database: Database) {
  await using session = await database.connect();
  return [
    await session.query('select datname from pg_database order by 1'),
    await session.query(`select relname, relpages, reltuples from pg_class where oid >= 16384 order by 1`),
    await session.query('select indexrelid, indisvalid from pg_index order by 1'),
    await session.query(`select starelid, staattnum, stanumbers1::text from pg_statistic order by 1, 2`),
  ];
}

async function findings(head: Database, given: Omit<Given, 'schema'>) {
  const {
    query,
    rule = 'sequential-scan',
    isLate = false,
    isFound = false,
    role = null,
    isPlain = false,
  } = given;
  const queries = await readQueries(memoryTree({ 'q.sql': `-- name: q\n${query};\n` }), ['q.sql']);
  const policy = {
    ...defaultPolicy,
    role,
    samples: 1,
    samplesWanted: () => 0,
    isClear: () => true,
    showValues: false,
  };
  const never = new AbortController().signal;
  const databases = { base: null, head, twin: null };
  const results = await measure(pairCases([], queries, new Map()), databases, policy, silent, never);
  const comparisons = results.map(result => compare(result, policy.tolerances));
  const catalogues = { base: { tables: [] }, head: await catalogueOf(head) };
  const seen = await findFindings({ comparisons, catalogues, rules: {}, hasBase: false });
  const signal = isLate ? AbortSignal.abort() : never;
  const asking = isPlain ? askedAs('pg_read_all_data', head) : head;
  const grounds = { head: asking, server: isFound ? null : server, catalogue: catalogues.head };
  const tried = await tryIndexes(seen, comparisons, grounds, policy, signal);
  expect(tried.length).toBe(seen.length);
  const scan = tried.find(each => each.rule === rule);
  return scan === undefined ? null : { facts: scan.facts, remedy: describeFinding(scan).remedy };
}

function askedAs(user: string, head: Database): Database {
  const connect: Database['connect'] = async options => {
    const session = await head.connect(options);
    await session.execute(`set session authorization ${user}`);
    return session;
  };
  return { ...withSettings(head, {}), connect };
}

async function catalogueOf(database: Database) {
  await using session = await database.connect();
  return await readCatalogue(session);
}

describe('an index that could serve and does not', () => {
  const byKind = {
    schema: 'create index runs_kind on runs (kind);',
    query: 'select note from runs where kind = 7',
  };

  it('is dearer, as far as the planner knows, and costs are told', async () => {
    const found = await told({ ...byKind, later: dearPages });
    expect(found?.facts).toMatchObject({
      unservedBy: 'runs_kind',
      unservedWhy: 'planner',
      tried: 'used',
      statistics: 'neither',
      costWith: expect.any(Number),
      costWithout: expect.any(Number),
    });
    expect(Number(found?.facts.costWith)).toBeGreaterThan(Number(found?.facts.costWithout));
    expect(found?.remedy).toMatch(
      /^runs_kind serves this filter, as it does with sequential scans switched off, and the planner takes it for dearer \(it estimates a cost of [\d,]+ with the index against [\d,]+ without\), although its estimate of rows is right, and neither fresh statistics nor finer ones change that\. It reckons with random_page_cost 1000, /,
    );
  });

  it('is dearer in a parallel plan too', async () => {
    const found = await told({
      schema: `${byKind.schema} alter table runs set (parallel_workers = 2);`,
      later: `${dearPages} do $$ begin
        execute format('alter database %I set parallel_setup_cost = 0', current_database());
        execute format('alter database %I set parallel_tuple_cost = 0', current_database());
      end $$;`,
      query: byKind.query,
    });
    expect(found?.facts).toMatchObject({ scans: 1, isExact: false, tried: 'used' });
    expect(Number(found?.facts.costWith)).toBeGreaterThan(Number(found?.facts.costWithout));
  });

  it('is dearer because its statistics are stale', async () => {
    const stale = {
      schema: 'create index runs_code on runs (code); update runs set code = 7;',
      later: 'update runs set code = id;',
      query: 'select note from runs where code = 7',
    };
    const found = await told(stale);
    expect(found?.facts).toMatchObject({
      unservedBy: 'runs_code',
      tried: 'used',
      statistics: 'fresh',
      rowsCame: 1,
    });
    expect(found?.remedy).toMatch(
      /^runs_code serves this filter, and only stale statistics keep the planner from it: it estimates a cost of [\d,]+ with the index against [\d,]+ without, because it expects [\d,]+ rows where 1 came\. After ANALYZE in a copy of the database it takes the index\. .* run: ANALYZE runs;$/,
    );
    const onlyRead = await told({ ...stale, isFound: true });
    expect(onlyRead?.facts).toMatchObject({ tried: 'used', changedSince: 40_000 });
    expect(onlyRead?.facts).not.toHaveProperty('statistics');
    expect(onlyRead?.remedy).toMatch(
      /, because it expects [\d,]+ rows where 1 came: 40,000 rows were changed since the table was last analysed\. Refresh the statistics: ANALYZE runs;$/,
    );
  });

  it('is dearer because its statistics are coarse', async () => {
    // Of two values one is known for its number, and whatever else is asked for is taken for the other.
    const found = await told({
      schema: `create index runs_code on runs (code);
       update runs set code = id % 2;
       alter table runs alter id set statistics 1, alter kind set statistics 1, alter code set statistics 1,
         alter note set statistics 1;`,
      query: 'select note from runs where code = 9',
    });
    expect(found?.facts).toMatchObject({ unservedBy: 'runs_code', tried: 'used', statistics: 'finer' });
    expect(found?.remedy).toMatch(
      /, because it expects [\d,]+ rows where 0 came\. With finer ones .* takes the index: ALTER TABLE runs ALTER COLUMN code SET STATISTICS 1000; ANALYZE runs;$/,
    );
  });

  it('is dearer because statistics mislead, and fresh ones do too', async () => {
    const found = await told({
      schema: `create index runs_code on runs (code);
       alter table runs alter column code set (n_distinct = 2);`,
      query: 'select note from runs where code = 7',
    });
    expect(found?.facts).toMatchObject({
      unservedBy: 'runs_code',
      tried: 'used',
      statistics: 'neither',
      rowsCame: 1,
    });
    expect(found?.remedy).toMatch(
      /, because it expects [\d,]+ rows where 1 came, and neither fresh statistics nor finer ones change that\. .*ANALYZE runs;$/,
    );
  });

  it('is dearer, whatever its definition seems to say', async () => {
    const found = await told({
      schema: 'alter table runs alter note type text collate "C"; create index runs_note on runs (note);',
      later: dearPages,
      query: "select id from runs where note like 'n123%'",
    });
    expect(found?.facts).toMatchObject({ unservedBy: 'runs_note', unservedWhy: 'planner', tried: 'used' });
  });

  it('belongs to a partition, or to a table whose name says nothing', async () => {
    const odd = `"R""uns; drop table runs"`;
    const found = await told({
      schema: `create schema "O'dd"; create table "O'dd".${odd} (kind int, note text) partition by list (note);
        create table "O'dd".one partition of "O'dd".${odd} for values in ('x');
        create index "K""ind" on "O'dd".${odd} (kind);
        insert into "O'dd".${odd} select 7, 'x' from generate_series(1, 40000);`,
      later: `update "O'dd".${odd} set kind = random() * 1e9 where kind = 7;`,
      query: `select note from "O'dd".${odd} where kind = 7`,
    });
    expect(found?.facts).toMatchObject({ unservedBy: 'K"ind', tried: 'used', statistics: 'fresh' });
    expect(found?.remedy).toMatch(/: ANALYZE "O'dd"\."R""uns; drop table runs";$/);
  });

  const parted = `create table parts (id int, kind int, note text) partition by list (id);
    create table parts_one partition of parts for values in (1);
    create table parts_two partition of parts for values in (2);
    insert into parts select 1 + n % 2, n, 'n' || n from generate_series(1, 80000) n;
    create index parts_kind on parts (kind);
    create collation other (provider = icu, locale = 'de'); create index parts_note on parts (note);`;

  it('has a part in each partition, and all are dearer', async () => {
    const found = await told({
      schema: parted,
      later: dearPages,
      query: 'select note from parts where kind = 7',
    });
    expect(found?.facts).toMatchObject({ partitions: 2, unservedBy: 'parts_kind', tried: 'used' });
    expect(Number(found?.facts.costWith)).toBeGreaterThan(Number(found?.facts.costWithout));
    expect(found?.remedy).toMatch(/it estimates a cost of [\d,]+ with the index against [\d,]+ without/);
  });

  it('has a part in each partition, and is used once all were analysed anew', async () => {
    const found = await told({
      schema: `${parted} update parts set kind = 7;`,
      later: 'update parts set kind = random() * 1e9 where note > $$n1$$;',
      query: 'select note from parts where kind = 7',
    });
    expect(found?.facts).toMatchObject({ partitions: 2, unservedBy: 'parts_kind', tried: 'used' });
    expect(found?.facts).toMatchObject({ statistics: 'fresh' });
    expect(found?.remedy).toMatch(/: ANALYZE parts;$/);
  });

  it('has a part in each partition, none of which can be used', async () => {
    const found = await told({
      schema: parted,
      query: `select id from parts where note < 'n10001' collate other and note > 'n1000' collate other`,
    });
    expect(found?.facts).toMatchObject({ partitions: 2, unservedBy: 'parts_note', tried: 'unused' });
  });

  it('has a part in each partition, of which one has a better one', async () => {
    const found = await told({
      schema: `${parted} create index parts_mine on parts_one (note) where kind = 7;`,
      later: dearPages,
      query: 'select note from parts where kind = 7',
    });
    expect(found?.facts).toMatchObject({ partitions: 2, unservedBy: 'parts_kind' });
    expect(found?.facts).not.toHaveProperty('tried');
  });

  it('could serve, and another one would sooner: then nothing is said of it', async () => {
    const found = await told({
      schema:
        'create index runs_both on runs (code, kind) with (fillfactor = 10); create index runs_code on runs (code);',
      later: dearPages,
      query: 'select note from runs where code = 7',
    });
    expect(found?.facts).toMatchObject({ unservedBy: 'runs_both' });
    expect(found?.facts).not.toHaveProperty('tried');
  });

  const sorted = `create table spans (id int, kind int, code int, note text);
    insert into spans select n, n / 2000, n % 2, 'n' || n from generate_series(1, 40000) n;
    create index "K""ind" on spans (kind); create index spans_code on spans (code, kind);
    create collation other (provider = icu, locale = 'de'); create index spans_note on spans (kind, note);`;

  it('is dearer than the one that is read, because its statistics are stale', async () => {
    const found = await told({
      schema: sorted,
      later: 'update spans set code = id;',
      query: 'select note from spans where kind = 7 and code = 1',
      rule: 'index-filter',
    });
    expect(found?.facts).toMatchObject({ unservedBy: 'spans_code', tried: 'used', without: '"K""ind"' });
    expect(found?.facts.statistics).toBe('fresh');
    expect(found?.remedy).toMatch(
      /^spans_code serves this filter, and only stale statistics keep the planner from it: it estimates a cost of [\d,]+ with the index against [\d,]+ with "K""ind", because /,
    );
  });

  it('is dearer than the one that is read for its order', async () => {
    const found = await told({
      schema: `create table turns (id int, kind int, note text);
        insert into turns select n, n % 2, 'n' || n from generate_series(1, 40000) n;
        create index turns_id on turns (id); create index turns_kind on turns (kind, id);`,
      later: `update turns set kind = 0; ${dearPages}`,
      query: 'select note from turns where kind = 1 order by id limit 10',
      rule: 'wrong-index-for-order',
    });
    expect(found?.facts).toMatchObject({ unservedBy: 'turns_kind', tried: 'used', without: 'turns_id' });
    expect(found?.remedy).toContain('turns_kind serves this filter');
  });

  it('cannot serve more than the one that is read, for a collation', async () => {
    const found = await told({
      schema: sorted,
      query: `select id from spans where kind = 7 and note < 'n10001' collate other`,
      rule: 'index-filter',
    });
    expect(found?.facts).toMatchObject({ unservedBy: 'spans_note', unservedWhy: 'COLLATE', tried: 'unused' });
  });

  it('cannot serve more than two that are read together, for a collation', async () => {
    const found = await told({
      schema: `create table wide (id int, kind int, code int, note text);
        insert into wide select n, n % 4, n / 4 % 10, n || repeat('x', 490) from generate_series(1, 60000) n;
        create index "K""ind" on wide (kind); create index wide_code on wide (code);
        create collation other (provider = icu, locale = 'de');
        create index wide_all on wide (kind, code, note);`,
      query: `select id from wide where kind = 2 and code = 3 and note < '10y' collate other`,
      rule: 'index-filter',
    });
    expect(found?.facts).toMatchObject({ unservedBy: 'wide_all', unservedWhy: 'COLLATE', tried: 'unused' });
    expect(found?.facts.without).toBe('wide_code and "K""ind"');
  });

  it.each([
    ['a table', sorted.replace('create index "K""ind" on spans (kind);', '')],
    // Its part of the index has a name of its own.
    [
      'a partition',
      sorted
        .replace('create index "K""ind" on spans (kind);', '')
        .replace('note text)', 'note text) partition by range (id)')
        .replace(';', '; create table spans_all partition of spans default;'),
    ],
  ])('of %s is the one that is read, and cannot serve more', async (_, schema) => {
    const found = await told({
      schema,
      query: `select id from spans where kind = 7 and note < 'n10001' collate other`,
      rule: 'index-filter',
    });
    expect(found?.facts).toMatchObject({ unservedBy: 'spans_note', unservedWhy: 'COLLATE' });
    expect(found?.facts).not.toHaveProperty('tried');
  });

  it('is not tried beside the one that is read where nothing is ours', async () => {
    const found = await told({
      schema: sorted,
      later: 'update spans set code = id;',
      query: 'select note from spans where kind = 7 and code = 1',
      rule: 'index-filter',
      isFound: true,
    });
    expect(found?.facts).toMatchObject({ unservedBy: 'spans_code' });
    expect(found?.facts).not.toHaveProperty('tried');
  });

  /** Three partitions of a table whose names say nothing, and an index of each. */
  const named = (index: string, rows: string) => {
    const parts = [0, 1, 2].map(
      n => `create table "O'dd"."part ${n}; --" partition of "O'dd"."R""uns" for values in (${n});`,
    );
    return `create schema "O'dd";
      create table "O'dd"."R""uns" (part int, "kind'""" int, note text) partition by list (part);
      ${parts.join('\n')} ${index} insert into "O'dd"."R""uns" ${rows};`;
  };
  const ofKind = `create index "K""ind" on "O'dd"."R""uns" ("kind'""");`;

  it('belongs to several partitions, which are tried together', async () => {
    const found = await told({
      schema: named(ofKind, `select n % 3, n % 500, 'n' from generate_series(1, 40000) n`),
      later: dearPages,
      query: `select note from "O'dd"."R""uns" where "kind'""" = 7`,
    });
    expect(found?.facts).toMatchObject({
      partitions: 3,
      unservedBy: 'K"ind',
      tried: 'used',
      statistics: 'neither',
      costWith: expect.any(Number),
    });
    // Of one partition alone it is less than a third.
    expect(Number(found?.facts.costWithout)).toBeGreaterThan(600);
    expect(Number(found?.facts.costWith)).toBeGreaterThan(Number(found?.facts.costWithout));
    expect(found?.remedy).toMatch(
      /^"K""ind" serves this filter, as it does with sequential scans switched off, and the planner takes it for dearer \(it estimates /,
    );
  });

  it('belongs to several partitions whose statistics are stale', async () => {
    const stale = {
      schema: named(ofKind, `select n % 3, 7, 'n' from generate_series(1, 40000) n`),
      later: `update "O'dd"."R""uns" set "kind'""" = random() * 1e9;`,
      query: `select note from "O'dd"."R""uns" where "kind'""" = 7`,
    };
    const found = await told(stale);
    expect(found?.facts).toMatchObject({ partitions: 3, tried: 'used', statistics: 'fresh' });
    expect(found?.remedy).toMatch(/ it takes the index\. .* run: ANALYZE "O'dd"\."R""uns";$/);
    const onlyRead = await told({ ...stale, isFound: true });
    expect(onlyRead?.facts).toMatchObject({ tried: 'used', changedSince: 40_000 });
  });

  it('belongs to several partitions, and serves none', async () => {
    const rows = `select n % 3, n, 'n' || n from generate_series(1, 40000) n`;
    const found = await told({
      schema: `create collation other (provider = icu, locale = 'de');
        ${named(`create index "N""ote" on "O'dd"."R""uns" (note);`, rows)}`,
      query: `select "kind'""" from "O'dd"."R""uns" where note < 'n10001' collate other and note > 'n1000' collate other`,
    });
    expect(found?.facts).toMatchObject({
      partitions: 3,
      unservedBy: 'N"ote',
      tried: 'unused',
      costWith: null,
    });
    expect(found?.facts).not.toHaveProperty('statistics');
  });

  it('belongs to tables that inherit, each with its own', async () => {
    const found = await told({
      schema: `create table old () inherits (runs); create index runs_kind on runs (kind);
        create index by_kind on old (kind); insert into old select * from runs; update runs set kind = 7;`,
      later: 'update runs set kind = 1e9 * random();',
      query: 'select note from runs where kind = 7',
    });
    expect(found?.facts).toMatchObject({ partitions: 2, unservedBy: 'runs_kind', tried: 'used' });
    expect(found?.facts.statistics).toBe('fresh');
    expect(found?.remedy).toMatch(/ run: ANALYZE runs, old;$/);
  });

  it('is not tried where a table that inherits has none', async () => {
    const found = await told({
      schema: `create table old () inherits (runs); create index runs_kind on runs (kind);
        insert into old select * from runs;`,
      query: 'select note from runs where kind = 7',
      later: dearPages,
    });
    expect(found?.facts).toMatchObject({
      partitions: 2,
      unservedBy: 'runs_kind',
      unservedWhy: 'inheritance',
    });
    expect(found?.facts).not.toHaveProperty('tried');
  });

  it.each([
    ['used', '', `${dearPages}`],
    ['unused', 'collate other', ''],
  ])('is %s by a join that scans the table for each row', async (tried, collate, later) => {
    const found = await told({
      schema: `create collation other (provider = icu, locale = 'de'); create index runs_note on runs (note);
        create table spans as select 'n' || n as lo, 'n' || n || 'z' as hi from generate_series(1, 20) n;`,
      later: `${later} do $$ begin
        execute format('alter database %I set enable_material = off', current_database());
      end $$;`,
      query: `select count(*) from spans s join runs r on r.note > s.lo ${collate} and r.note < s.hi ${collate}`,
      rule: 'repeated-scan',
    });
    expect(found?.facts).toMatchObject({ unservedBy: 'runs_note', tried });
    expect(found?.facts.costWith).toBe(null);
  });

  const other =
    "create collation other (provider = icu, locale = 'de'); create index runs_note on runs (note);";

  it.each([
    ['id', `note < 'n10001' collate other and note > 'n1000' collate other`],
    // Without sequential scans, it is read from end to end, which serves nothing.
    ['note', `note < 'n10001' collate other and note > 'n1000' collate other`],
  ])('cannot give %s for a collation that the query asks for', async (column, filter) => {
    const found = await told({ schema: other, query: `select ${column} from runs where ${filter}` });
    expect(found?.facts).toMatchObject({ unservedBy: 'runs_note', unservedWhy: 'COLLATE', tried: 'unused' });
    expect(found?.facts).not.toHaveProperty('statistics');
    expect(found?.remedy).toBe(
      'runs_note is sorted by the collation "default", and the query compares by COLLATE other. Leave COLLATE out of the query, or create an index that serves the filter: CREATE INDEX CONCURRENTLY ON runs (note COLLATE other);',
    );
  });

  it('cannot, for a collation that EXPLAIN does not name', async () => {
    const found = await told({
      schema: other,
      query: `select id from runs where note collate other = 'n10001'`,
    });
    expect(found?.facts).toMatchObject({ unservedWhy: 'COLLATE', unservedDetail: null, tried: 'unused' });
    const varchar = `${other} alter table runs alter note type varchar(20);`;
    const hidden = await told({
      schema: varchar,
      query: `select id from runs where note collate other = 'n10001'`,
    });
    expect(hidden?.facts).toMatchObject({ unservedWhy: 'planner', tried: 'unused', costWith: null });
    expect(hidden?.remedy).toMatch(
      /^runs_note has the columns of this filter, and PostgreSQL cannot use it even with sequential scans switched off: .* own type and collation \(note character varying\(20\) COLLATE "default"\)\.$/,
    );
  });

  it('cannot, for a collation of its own', async () => {
    const found = await told({
      schema: `create collation other (provider = icu, locale = 'de'); create index runs_note on runs (note collate other);`,
      query: `select id from runs where note = 'n10001'`,
    });
    expect(found?.facts).toMatchObject({ unservedWhy: 'collation', tried: 'unused' });
    expect(found?.remedy).toMatch(
      /^runs_note is sorted by the collation other, which is not the column's \("default"\)\. Where the query means its order, compare with COLLATE other, /,
    );
  });

  it('cannot, as a hash index of a range', async () => {
    const found = await told({
      schema: 'create index runs_id on runs using hash (id);',
      query: 'select note from runs where id < 7',
    });
    expect(found?.facts).toMatchObject({ unservedWhy: 'hash', tried: 'unused' });
    expect(found?.remedy).toMatch(/^runs_id is a hash index, which serves = and nothing else\. /);
  });

  it('was not built to the end', async () => {
    const found = await told({
      schema: `create index runs_id on runs (id);
       update pg_index set indisvalid = false where indexrelid = 'runs_id'::regclass;`,
      query: 'select note from runs where id = 7',
    });
    expect(found?.facts).toMatchObject({ unservedWhy: 'invalid' });
    expect(found?.facts).not.toHaveProperty('tried');
    expect(found?.remedy).toContain('REINDEX INDEX CONCURRENTLY runs_id;');
  });

  it('is not tried where the time is over', async () => {
    const late = await told({
      schema:
        'create index runs_code on runs (code); alter table runs alter column code set (n_distinct = 2);',
      query: 'select note from runs where code = 7',
      isLate: true,
    });
    expect(late?.facts).not.toHaveProperty('tried');
    expect(late?.remedy).toMatch(
      /^runs_code has the columns of this filter and the planner did not choose it: it expected/,
    );
  });
});

describe('an index beside the one that is read', () => {
  const apart = `do $$ begin execute format('alter database %I set enable_bitmapscan = off', current_database()); end $$;`;

  it('has condition and filter, and its statistics are stale', async () => {
    const stale = {
      schema: `create index "By ""kind" on runs (kind); create index "K""ind; --" on runs (kind, code);
        update runs set kind = id % 8; update runs set code = 7 where id % 50 > 0;`,
      later: `update runs set code = id; reindex index "By ""kind";`,
      query: 'select note from runs where kind = 3 and code = 7',
      rule: 'index-filter',
    };
    const found = await told(stale);
    expect(found?.facts).toMatchObject({
      index: 'By "kind',
      unservedBy: 'K"ind; --',
      isOfFilterAlone: false,
      tried: 'used',
      statistics: 'fresh',
    });
    expect(found?.remedy).toMatch(
      /^"K""ind; --" serves this filter, and only stale statistics keep the planner from it.*ANALYZE runs;$/,
    );
    const onlyRead = await told({ ...stale, isFound: true });
    expect(onlyRead?.facts).not.toHaveProperty('tried');
  });

  it('has condition and filter, and cannot serve as it is compared', async () => {
    const found = await told({
      schema: `create collation other (provider = icu, locale = 'de');
        alter table runs alter note type varchar(20); update runs set kind = id % 8;
        create index runs_kind on runs (kind); create index runs_both on runs (kind, note);`,
      query: `select id from runs where kind = 3 and note collate other = 'n10003'`,
      rule: 'index-filter',
    });
    expect(found?.facts).toMatchObject({ index: 'runs_kind', unservedBy: 'runs_both', tried: 'unused' });
    expect(found?.facts).not.toHaveProperty('statistics');
    expect(found?.remedy).toMatch(
      /^runs_both has the columns of this filter, and PostgreSQL cannot use it even without runs_kind, the other indexes and sequential scans: as it is written, /,
    );
  });

  const ofFilter = {
    schema: 'create unique index runs_id on runs (id); create index runs_kind on runs (kind);',
    // Otherwise it reads both.
    later: apart,
    query: 'select note from runs where id between 1 and 1500 and kind = 7',
    rule: 'index-filter',
  };

  it('finds the rows of the filter, and is dearer', async () => {
    const found = await told(ofFilter);
    expect(found?.facts).toMatchObject({
      index: 'runs_id',
      unservedBy: 'runs_kind',
      isOfFilterAlone: true,
      tried: 'used',
      statistics: 'neither',
      costWith: expect.any(Number),
    });
    expect(Number(found?.facts.costWith)).toBeGreaterThan(Number(found?.facts.costWithout));
    expect(found?.remedy).toMatch(
      /^runs_kind serves this filter, as it does without runs_id, the other indexes and sequential scans, and the planner takes it for dearer \(it estimates a cost of [\d,]+ with the index against [\d,]+ with runs_id\), and neither .* change that\. Create an index that serves condition and filter at once: CREATE INDEX CONCURRENTLY ON runs \(kind, id\);$/,
    );
    const onlyRead = await told({ ...ofFilter, isFound: true });
    expect(onlyRead?.facts).not.toHaveProperty('tried');
    expect(onlyRead?.remedy).toMatch(
      /^runs_kind finds the rows of this filter, and the planner did not choose it, .*\. Create an index /,
    );
  });

  it('is tried for a role that may not', async () => {
    const found = await told({ ...ofFilter, role: 'pg_read_all_data' });
    expect(found?.facts).toMatchObject({ unservedBy: 'runs_kind', tried: 'used', statistics: 'neither' });
  });

  it('is not tried by somebody who may not', async () => {
    const found = await told({ ...ofFilter, isPlain: true });
    expect(found?.facts).toMatchObject({ unservedBy: 'runs_kind' });
    expect(found?.facts).not.toHaveProperty('tried');
  });

  it('is not tried where the query cannot do without the other one', async () => {
    const found = await told({
      ...ofFilter,
      query: `insert into runs select id, kind, code, note from runs where id between 1 and 1500 and kind = 7 on conflict (id) do nothing`,
    });
    expect(found?.facts).toMatchObject({ unservedBy: 'runs_kind' });
    expect(found?.facts).not.toHaveProperty('tried');
  });

  it('finds the rows, where another one is read for its order', async () => {
    const found = await told({
      schema: `${ofFilter.schema} update runs set kind = id / 1000;`,
      query: 'select note from runs where kind = 38 order by id limit 1',
      rule: 'wrong-index-for-order',
    });
    expect(found?.facts).toMatchObject({
      index: 'runs_id',
      unservedBy: 'runs_kind',
      isOfFilterAlone: true,
      tried: 'used',
      statistics: 'neither',
      costWith: expect.any(Number),
    });
    expect(Number(found?.facts.costWith)).toBeGreaterThan(Number(found?.facts.costWithout));
    expect(found?.remedy).toMatch(/ Create an index that serves filter and order at once: CREATE INDEX /);
  });

  it('cannot find them, where another one is read for its order', async () => {
    const found = await told({
      schema: `create collation other (provider = icu, locale = 'de'); alter table runs alter note type varchar(20);
        create index runs_id on runs (id); create index runs_note on runs (note);
        update runs set note = 'n' || id / 100;`,
      query: `select code from runs where note collate other = 'n390' order by id limit 1`,
      rule: 'wrong-index-for-order',
    });
    expect(found?.facts).toMatchObject({ index: 'runs_id', unservedBy: 'runs_note', tried: 'unused' });
    expect(found?.remedy).toMatch(/^Create an index that serves filter and order at once: CREATE INDEX /);
  });

  it('finds the rows by their contents, where another one is read for its order', async () => {
    const found = await told({
      schema: `alter table runs add tags text[]; create index runs_id on runs (id);
        update runs set tags = array['t' || id / 1000]; create index runs_tags on runs using gin (tags);`,
      query: `select note from runs where tags @> array['t39'] order by id limit 5`,
      rule: 'wrong-index-for-order',
    });
    expect(found?.facts).toMatchObject({
      unservedBy: 'runs_tags',
      isOfFilterAlone: false,
      rowsExpected: null,
      tried: 'used',
    });
    expect(found?.remedy).toMatch(/ change that\. Where a LIMIT may end a scan, .* AS MATERIALIZED, /);
  });

  it('belongs to partitions, each of which reads another one', async () => {
    const found = await told({
      schema: `create table parted (part int, id int, kind int, note text) partition by list (part);
        create table "One" partition of parted for values in (1);
        create table "Two" partition of parted for values in (2);
        create index on parted (id); create index parted_kind on parted (kind);
        insert into parted select 1 + n % 2, n, n / 2 % 500, 'n' from generate_series(1, 40000) n;`,
      later: apart,
      query: 'select note from parted where id between 1 and 3000 and kind = 7',
      rule: 'index-filter',
    });
    expect(found?.facts).toMatchObject({
      partitions: 2,
      unservedBy: 'parted_kind',
      tried: 'used',
      costWith: expect.any(Number),
    });
    expect(found?.remedy).toMatch(/, as it does without the other indexes and sequential scans, and /);
  });
});

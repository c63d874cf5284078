import { describe, expect, test } from 'vitest';
import { type Comparison, compare } from '../../src/comparison/index.ts';
import type { SideResult } from '../../src/measurement/index.ts';
import type {
  Catalogue,
  CatalogueForeignKey,
  CatalogueIndex,
  CatalogueTable,
} from '../../src/postgres/index.ts';
import { findFindings, type RuleInput, type Script } from '../../src/rules/index.ts';
import {
  absent,
  caseResult,
  failed,
  indexScan,
  measured,
  planOf,
  seqScan,
  skipped,
} from '../support/case-result.ts';
import { tolerances } from '../support/staged-case.ts';

/** Edges of thresholds, and what no example can be built for. */

const index = (
  name: string,
  columns: readonly string[],
  parts: Partial<CatalogueIndex> = {},
): CatalogueIndex => ({
  schema: 'public',
  name,
  definition: `CREATE INDEX ${name} ON t USING btree (${columns.join(', ')})`,
  method: 'btree',
  columns,
  included: [],
  unique: false,
  primary: false,
  valid: true,
  predicate: null,
  size: 10_000_000,
  keys: columns,
  serves: null,
  partOf: null,
  ...parts,
});

const table = (name: string, parts: Partial<CatalogueTable> = {}): CatalogueTable => ({
  schema: 'public',
  name,
  kind: 'table',
  rows: 50_000,
  pages: 500,
  size: 4_096_000,
  partitionKey: null,
  partitionOf: null,
  columns: [],
  indexes: [],
  foreignKeys: [],
  ...parts,
});

const catalogue = (...tables: CatalogueTable[]): Catalogue => ({ tables });
const none = catalogue();

const script = (text: string, parts: Partial<Script> = {}): Script => ({
  kind: 'migration',
  file: 'db/0002.sql',
  text,
  isNew: true,
  ...parts,
});

const comparisonOf = (base: SideResult, head: SideResult): Comparison =>
  compare(caseResult(base, head), tolerances);
const scanned = measured({ plan: planOf(seqScan('t')) });

/** `warning duplicate-index on t at db/0002.sql:1`, of new findings on head. */
async function found(parts: Partial<RuleInput>): Promise<string[]> {
  const findings = await findFindings({
    comparisons: [comparisonOf(scanned, scanned)],
    catalogues: { base: none, head: none },
    rules: {},
    ...parts,
  });
  return findings
    .filter(({ side, isNew, query }) => side === 'head' && isNew && query === '')
    .map(({ severity, rule, relation, file, line }) => {
      return `${severity} ${rule} on ${relation}${file === null ? '' : ` at ${file}:${line}`}`;
    });
}

describe('foreign-key-without-index', () => {
  const key: CatalogueForeignKey = {
    name: 't_u_fkey',
    columns: ['u'],
    references: { schema: 'public', name: 'u', columns: ['id'] },
  };
  const head = (rows: number | null, referenced: number | null, indexes: readonly CatalogueIndex[] = []) =>
    catalogue(table('t', { rows, foreignKeys: [key], indexes }), table('u', { rows: referenced }));
  const one = ['warning foreign-key-without-index on t'];
  test.each<[string, Catalogue, string[]]>([
    ['1,000 rows that refer to 100', head(1000, 100), one],
    ['999 rows', head(999, 100), []],
    ['99 rows that are referred to', head(1000, 99), []],
    ['a table of unknown size that is referred to', head(1000, null), one],
    ['a table of unknown size', head(null, 1000), []],
    ['an index', head(1000, 100, [index('i', ['u', 'a'])]), []],
    [
      'an invalid index',
      head(1000, 100, [index('i', ['u'], { valid: false })]),
      [...one, 'warning invalid-index on t'],
    ],
    [
      'an index that has the column second',
      head(1000, 100, [index('i', ['a', 'u'])]),
      [...one, 'note index-never-used on t'],
    ],
    ['an index without NULLs', head(1000, 100, [index('i', ['u'], { predicate: '(u IS NOT NULL)' })]), []],
    [
      'an index of some rows',
      head(1000, 100, [index('i', ['u'], { predicate: '(a > 5)' })]),
      [...one, 'note index-never-used on t'],
    ],
  ])('%s', async (_, own, expected) => {
    expect(await found({ catalogues: { base: none, head: own } })).toEqual(expected);
  });

  test('a table that grew past the threshold is nothing that the change adds', async () => {
    expect(await found({ catalogues: { base: head(501, 60), head: head(1000, 100) } })).toEqual([]);
    expect(await found({ catalogues: { base: head(400, 60), head: head(1000, 100) } })).toEqual(one);
  });
});

describe('index-never-used', () => {
  const head = catalogue(table('t', { indexes: [index('i', ['a'], { size: 1_048_576 })] }));
  const catalogues = { base: none, head };
  const one = ['note index-never-used on t'];
  test.each<[string, Partial<RuleInput>, string[]]>([
    ['1 MB', {}, one],
    [
      'less than 1 MB',
      {
        catalogues: {
          base: none,
          head: catalogue(table('t', { indexes: [index('i', ['a'], { size: 1_048_575 })] })),
        },
      },
      [],
    ],
    ['only some of the queries', { hasEveryQuery: false }, []],
    ['no query', { comparisons: [] }, []],
    ['a query that failed', { comparisons: [comparisonOf(scanned, failed())] }, []],
    ['a query that was not reached', { comparisons: [comparisonOf(scanned, skipped)] }, []],
    [
      'one that was removed beside one that is there',
      {
        comparisons: [comparisonOf(scanned, absent), comparisonOf(scanned, scanned)],
      },
      one,
    ],
    ['used', { comparisons: [comparisonOf(scanned, measured({ plan: planOf(indexScan('t', 'i')) }))] }, []],
    [
      'an index of that name of another table is used',
      {
        comparisons: [comparisonOf(scanned, measured({ plan: planOf(indexScan('u', 'i')) }))],
      },
      one,
    ],
    ['there on base, unused', { catalogues: { base: head, head } }, []],
    [
      'there on base, used',
      {
        catalogues: { base: head, head },
        comparisons: [comparisonOf(measured({ plan: planOf(indexScan('t', 'i')) }), scanned)],
      },
      one,
    ],
    [
      'replica identity',
      {
        catalogues: {
          base: none,
          head: catalogue(table('t', { indexes: [index('i', ['a'], { serves: 'replica identity' })] })),
        },
      },
      [],
    ],
  ])('%s', async (_, parts, expected) => {
    expect(await found({ catalogues, ...parts })).toEqual(expected);
  });
});

describe('index-built-without-concurrently', () => {
  const base = catalogue(table('t', { rows: 10_000 }));
  const catalogues = { base, head: base };
  const both = (...head: Script[]) => ({ scripts: { base: [], head } });
  const one = ['warning index-built-without-concurrently on t at db/0002.sql:1'];
  const text = 'create index on t (a);';
  test.each<[string, Partial<RuleInput>, string[]]>([
    ['10,000 rows', both(script(text)), one],
    [
      '9,999 rows',
      { ...both(script(text)), catalogues: { base: catalogue(table('t', { rows: 9_999 })), head: none } },
      [],
    ],
    ['a script that base has too', both(script(text, { isNew: false })), []],
    ['a seed', both(script(text, { kind: 'seed' })), []],
    ['no base', { ...both(script(text)), hasBase: false }, []],
    [
      'another script makes the table anew',
      both(script('drop table t;create table t (a int);', { file: 'a.sql' }), script(text)),
      [],
    ],
    ['a table that base does not have', both(script('create index on u (a);')), []],
    [
      'an index that base has',
      {
        ...both(script(text)),
        catalogues: {
          base: catalogue(table('t', { rows: 10_000, indexes: [index('t_a_idx', ['a'], { size: 0 })] })),
          head: none,
        },
      },
      [],
    ],
    [
      'a bare name that may be either of two',
      {
        ...both(script(text)),
        catalogues: { base: catalogue(table('t'), table('t', { schema: 'old' })), head: none },
      },
      [],
    ],
    [
      'a name with its schema',
      {
        ...both(script('create index on old.t (a);')),
        catalogues: { base: catalogue(table('t'), table('t', { schema: 'old' })), head: none },
      },
      ['warning index-built-without-concurrently on old.t at db/0002.sql:1'],
    ],
  ])('%s', async (_, parts, expected) => {
    expect(await found({ catalogues, ...parts })).toEqual(expected);
  });
});

describe('dropped-index-was-used', () => {
  const base = catalogue(table('t', { indexes: [index('i', ['a'], { size: 0 })] }));
  const catalogues = { base, head: catalogue(table('t')) };
  const by = (buffers: number) => measured({ plan: planOf(indexScan('t', 'i')), buffers });
  const scan = (buffers: number) => measured({ plan: planOf(seqScan('t')), buffers });
  const one = ['warning dropped-index-was-used on t'];
  test.each<[string, SideResult, SideResult, string[]]>([
    ['more work', by(10), scan(500), one],
    ['more work within the floor', by(10), scan(59), []],
    ['no more work', by(500), scan(500), []],
    ['a query that did not use it', scan(10), scan(500), []],
    ['a query that is gone', by(10), absent, []],
    ['a query that fails now', by(10), failed(), []],
  ])('%s', async (_, before, after, expected) => {
    expect(await found({ catalogues, comparisons: [comparisonOf(before, after)] })).toEqual(expected);
  });

  test('stands at the drop in a new script, not in an old one', async () => {
    const comparisons = [comparisonOf(by(10), scan(500))];
    const old = script('drop index i;\ncreate index i on t (a);', { file: 'db/0001.sql', isNew: false });
    const head = [old, script('\n\ndrop index "i";')];
    expect(await found({ catalogues, comparisons, scripts: { base: [old], head } })).toEqual([
      'warning dropped-index-was-used on t at db/0002.sql:3',
    ]);
    expect(await found({ catalogues, comparisons, scripts: { base: [old], head: [old] } })).toEqual(one);
  });
});

describe('table-outgrew-one-partition', () => {
  const of = (parts: Partial<CatalogueTable>) => catalogue(table('t', parts));
  const one = ['note table-outgrew-one-partition on t'];
  test.each<[string, Partial<CatalogueTable>, string[]]>([
    ['10,000,000 rows', { rows: 10_000_000 }, one],
    ['9,999,999 rows', { rows: 9_999_999 }, []],
    ['50 GB', { size: 53_687_091_200 }, one],
    ['less than 50 GB', { size: 53_687_091_199 }, []],
    ['a partition', { rows: 10_000_000, partitionOf: { schema: 'public', name: 'all' } }, []],
    ['a partitioned table', { rows: 10_000_000, kind: 'partitioned table' }, []],
    ['a foreign table', { rows: 10_000_000, kind: 'foreign table' }, []],
  ])('%s', async (_, parts, expected) => {
    expect(await found({ catalogues: { base: none, head: of(parts) } })).toEqual(expected);
  });

  test('a table that grew past the threshold was big before', async () => {
    const head = of({ rows: 10_000_000 });
    expect(await found({ catalogues: { base: of({ rows: 9_000_000 }), head } })).toEqual([]);
    const small = of({ rows: 100, size: 8192, pages: 1 });
    expect(await found({ catalogues: { base: small, head } })).toEqual(one);
  });
});

describe('duplicate-index and redundant-index', () => {
  const of = (...indexes: CatalogueIndex[]) => ({
    comparisons: [],
    catalogues: { base: none, head: catalogue(table('t', { indexes })) },
  });
  test.each<[string, CatalogueIndex[], string[]]>([
    ['the same', [index('a', ['x']), index('b', ['x'])], ['warning duplicate-index on t']],
    [
      'three of them',
      [index('a', ['x']), index('b', ['x']), index('c', ['x'])],
      ['warning duplicate-index on t', 'warning duplicate-index on t'],
    ],
    [
      'keys that were not read',
      [
        { ...index('a', ['x']), keys: [] },
        { ...index('b', ['x']), keys: [] },
      ],
      [],
    ],
    [
      'one of them invalid',
      [index('a', ['x']), index('b', ['x'], { valid: false })],
      ['warning invalid-index on t'],
    ],
    [
      'NULLS NOT DISTINCT',
      [
        index('a', ['x'], { unique: true }),
        index('b', ['x'], { unique: true, definition: 'CREATE UNIQUE INDEX b ON t (x) NULLS NOT DISTINCT' }),
      ],
      [],
    ],
    [
      'a beginning of 1 MB',
      [index('a', ['x'], { size: 1_048_576 }), index('b', ['x', 'y'])],
      ['note redundant-index on t'],
    ],
    ['a smaller one', [index('a', ['x'], { size: 1_048_575 }), index('b', ['x', 'y'])], []],
    ['no B-tree', [index('a', ['x'], { method: 'gist' }), index('b', ['x', 'y'], { method: 'gist' })], []],
  ])('%s', async (_, indexes, expected) => {
    expect(await found(of(...indexes))).toEqual(expected);
  });
});

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

  test('is told by the queries that miss the index, unless what is said of them is accepted', async () => {
    const filter = { Filter: '(a = 1)', 'Actual Rows': 1, 'Rows Removed by Filter': 49_999 };
    const after = measured({
      plan: planOf(seqScan('t', { ...filter, 'Shared Hit Blocks': 500 })),
      buffers: 500,
    });
    expect(await found({ catalogues, comparisons: [comparisonOf(by(10), after)] })).toEqual([]);
    const ignores = [{ rule: 'sequential-scan', reason: 'nightly', line: 1 }];
    const accepted = compare(caseResult(by(10), after, { ignores }), tolerances);
    expect(await found({ catalogues, comparisons: [accepted] })).toEqual(one);
    const waivers = [{ query: 'q', rule: null, reason: 'nightly', expires: null, line: 1 }];
    expect(await found({ catalogues, comparisons: [comparisonOf(by(10), after)], waivers })).toEqual(one);
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

describe('findings about one index', () => {
  const told = async (parts: Partial<RuleInput>) => {
    const findings = await findFindings({
      comparisons: [comparisonOf(scanned, scanned)],
      catalogues: { base: none, head: none },
      rules: {},
      ...parts,
    });
    return findings
      .filter(({ side, query }) => side === 'head' && query === '')
      .map(
        ({ rule, severity, isNew, facts, also }) =>
          `${isNew ? '' : 'old '}${severity} ${[rule, ...also.map(cause => cause.rule)].join(' with ')}: ${facts.index}`,
      );
  };
  const base = catalogue(table('t'));
  const built = (text: string, ...indexes: CatalogueIndex[]) => ({
    catalogues: { base, head: catalogue(table('t', { indexes })) },
    scripts: { base: [], head: [script(text)] },
  });
  const [a, longer] = [index('a', ['x']), index('longer', ['x', 'y'])];

  test('become one, with what is to be done about it, as severe as the most severe', async () => {
    expect(await told(built('create index again on t (x);', a, index('again', ['x'])))).toEqual([
      'note index-never-used: a',
      'warning duplicate-index with index-never-used with index-built-without-concurrently: again',
    ]);
    expect(await told(built('create index a on t (x);', a, longer))).toEqual([
      'note index-never-used: longer',
      'warning redundant-index with index-never-used with index-built-without-concurrently: a',
    ]);
    expect(await told(built('create index a on t (x);', a))).toEqual([
      'warning index-never-used with index-built-without-concurrently: a',
    ]);
  });

  test('a rule that is off is told by nobody', async () => {
    const rules = { 'duplicate-index': { severity: 'off', thresholds: {} } } as const;
    expect(await told({ ...built('create index b on t (x);', index('b', ['x'])), rules })).toEqual([
      'warning index-never-used with index-built-without-concurrently: b',
    ]);
  });

  test('what a waiver is for is told by itself, and takes nothing along', async () => {
    const rules = { 'index-built-without-concurrently': { severity: 'error', thresholds: {} } } as const;
    const again = built('create index again on t (x);', a, index('again', ['x']));
    const waivedOn = async (rule: string, relation = 't') => {
      const waivers = [{ query: '', rule, relation, reason: 'r', expires: null, line: 1 }];
      return (await told({ ...again, rules, waivers })).filter(text => text.endsWith('again'));
    };
    expect(await waivedOn('duplicate-index')).toEqual([
      'error index-never-used with index-built-without-concurrently: again',
      'warning duplicate-index: again',
    ]);
    expect(await waivedOn('index-built-without-concurrently')).toEqual([
      'warning duplicate-index with index-never-used: again',
      'error index-built-without-concurrently: again',
    ]);
    expect(await waivedOn('duplicate-index', 'u')).toEqual([
      'error duplicate-index with index-never-used with index-built-without-concurrently: again',
    ]);
  });

  test('two tables of one name in two schemas have indexes of their own', async () => {
    const head = catalogue(
      table('t', { indexes: [a, index('b', ['x'])] }),
      table('t', { schema: 'old', indexes: [{ ...index('b', ['x']), schema: 'old' }] }),
    );
    expect(await told({ catalogues: { base: none, head } })).toEqual([
      'note index-never-used: a',
      'note index-never-used: b',
      'warning duplicate-index with index-never-used: b',
    ]);
  });

  test('an index that is not used as long as there is another one for the same is told with that one', async () => {
    const head = catalogue(table('t', { indexes: [a, longer] }));
    const uses = (name: string) => [comparisonOf(scanned, measured({ plan: planOf(indexScan('t', name)) }))];
    const catalogues = { base: none, head };
    expect(await told({ catalogues, comparisons: uses('a') })).toEqual([
      'note redundant-index with index-never-used: a',
    ]);
    expect(await told({ catalogues, comparisons: uses('longer') })).toEqual([
      'note redundant-index with index-never-used: a',
    ]);
    // The one that stays has to be built.
    const scripts = { base: [], head: [script('create index longer on t (x, y);')] };
    const old = catalogue(table('t', { indexes: [a] }));
    expect(await told({ catalogues: { base: old, head }, scripts, comparisons: uses('a') })).toEqual([
      'note redundant-index with index-never-used: a',
      'warning index-built-without-concurrently: longer',
    ]);
    const twins = { base: none, head: catalogue(table('t', { indexes: [a, index('b', ['x'])] })) };
    expect(await told({ catalogues: twins, comparisons: uses('b') })).toEqual([
      'warning duplicate-index with index-never-used: b',
    ]);
  });

  test('what the pull request adds is not told with what was there before', async () => {
    const both = catalogue(table('t', { indexes: [index('a', ['x']), index('b', ['x'])] }));
    const comparisons = [comparisonOf(measured({ plan: planOf(indexScan('t', 'b')) }), scanned)];
    expect(await told({ catalogues: { base: both, head: both }, comparisons })).toEqual([
      'old note index-never-used: a',
      'note index-never-used: b',
      'old warning duplicate-index: b',
    ]);
  });

  test('an index that is made for a partitioned table only, and not yet for its partitions, is invalid first', async () => {
    const partitioned = catalogue(table('t', { kind: 'partitioned table' }));
    const head = catalogue(
      table('t', { kind: 'partitioned table', indexes: [index('a', ['x'], { valid: false })] }),
    );
    const scripts = { base: [], head: [script('create index a on only t (x);')] };
    expect(await told({ catalogues: { base: partitioned, head }, scripts })).toEqual([
      'warning invalid-index with index-built-without-concurrently: a',
    ]);
  });

  test('an index that is dropped takes what its foreign key needs along', async () => {
    const key: CatalogueForeignKey = {
      name: 't_u_fkey',
      columns: ['u'],
      references: { schema: 'public', name: 'u', columns: ['id'] },
    };
    const of = (...indexes: CatalogueIndex[]) =>
      catalogue(table('t', { foreignKeys: [key], indexes }), table('u'));
    const catalogues = { base: of(index('i', ['u'])), head: of() };
    const used = measured({ plan: planOf(indexScan('t', 'i')), buffers: 10 });
    const without = measured({ plan: planOf(seqScan('t')), buffers: 500 });
    expect(await told({ catalogues, comparisons: [comparisonOf(used, without)] })).toEqual([
      'warning dropped-index-was-used with foreign-key-without-index: i',
    ]);
    expect(await told({ catalogues, comparisons: [comparisonOf(scanned, scanned)] })).toEqual([
      'warning foreign-key-without-index: undefined',
    ]);
  });

  test('a query that misses an index tells the foreign key that it served, unless one of the two is accepted', async () => {
    const key: CatalogueForeignKey = {
      name: 't_u_fkey',
      columns: ['u'],
      references: { schema: 'public', name: 'u', columns: ['id'] },
    };
    const of = (...indexes: CatalogueIndex[]) =>
      catalogue(table('t', { foreignKeys: [key], indexes }), table('u'));
    const used = measured({ plan: planOf(indexScan('t', 'i')), buffers: 10 });
    const filter = { Filter: '(u = 1)', 'Actual Rows': 1, 'Rows Removed by Filter': 49_999 };
    const without = measured({
      plan: planOf(seqScan('t', { ...filter, 'Shared Hit Blocks': 500 })),
      buffers: 500,
    });
    const both = async (parts: Partial<RuleInput> = {}) => {
      const findings = await findFindings({
        comparisons: [comparisonOf(used, without)],
        catalogues: { base: of(index('i', ['u'])), head: of() },
        rules: {},
        ...parts,
      });
      return findings
        .filter(({ side }) => side === 'head')
        .map(({ query, rule, also }) => [query, rule, ...also.map(each => each.rule)].join(' '));
    };
    const waiver = { query: '', reason: 'r', expires: null, line: 1 };
    expect(await both()).toEqual(['q sequential-scan foreign-key-without-index']);
    expect(
      await both({ waivers: [{ ...waiver, rule: 'foreign-key-without-index', relation: 't' }] }),
    ).toEqual(['q sequential-scan', ' foreign-key-without-index']);
    expect(await both({ waivers: [{ ...waiver, query: 'q', rule: 'sequential-scan' }] })).toEqual([
      'q sequential-scan',
      ' dropped-index-was-used foreign-key-without-index',
    ]);
    const off = { severity: 'off', thresholds: {} } as const;
    expect(await both({ rules: { 'foreign-key-without-index': off } })).toEqual(['q sequential-scan']);
    const error = { severity: 'error', thresholds: {} } as const;
    const warning = { severity: 'warning', thresholds: {} } as const;
    const rules = { 'sequential-scan': warning, 'foreign-key-without-index': error };
    expect(await both({ rules })).toEqual(['q sequential-scan', ' foreign-key-without-index']);
  });

  test('what is to be dropped covers nothing', async () => {
    const other = async (...indexes: CatalogueIndex[]) => {
      const findings = await findFindings({
        comparisons: [],
        catalogues: { base: none, head: catalogue(table('t', { indexes })) },
        rules: {},
      });
      return findings.map(({ rule, facts }) => `${rule}: ${facts.index}, ${facts.other ?? facts.same} stays`);
    };
    const small = { size: 2_000_000 };
    // The twin that goes is the smaller one, and so is the one in the middle.
    expect(await other(a, longer, index('twin', ['x', 'y'], small))).toEqual([
      'duplicate-index: twin, longer stays',
      'redundant-index: a, longer stays',
    ]);
    expect(await other(a, index('middle', ['x', 'y'], small), index('longest', ['x', 'y', 'z']))).toEqual([
      'redundant-index: a, longest stays',
      'redundant-index: middle, longest stays',
    ]);
  });
});

test('says how many pages stand for each finding: of the index, or of the table that is read or locked', async () => {
  const bytes = 8192 * 1000;
  const key: CatalogueForeignKey = {
    name: 't_u_fkey',
    columns: ['u'],
    references: { schema: 'public', name: 'u', columns: ['id'] },
  };
  const of = (name: string) => ({ schema: 'public', name });
  const parts = [300, 500].map((pages, at) =>
    table(`p_${at}`, {
      pages,
      partitionOf: of('p'),
      indexes: [index(`p_${at}_x`, ['x'], { size: pages * 8192, partOf: of('p_x') })],
    }),
  );
  const partitioned = { kind: 'partitioned table', pages: 0 } as const;
  const head = catalogue(
    table('t', {
      pages: 70,
      foreignKeys: [key],
      indexes: [
        index('a', ['x'], { size: bytes }),
        index('again', ['x'], { size: bytes + 1 }),
        index('broken', ['z'], { size: 3 * 8192, valid: false }),
        index('first', ['v'], { size: 2 * bytes }),
        index('longer', ['v', 'w'], { size: 3 * bytes }),
      ],
    }),
    table('u'),
    table('p', { ...partitioned, indexes: [index('p_x', ['x'], { size: 0 })] }),
    ...parts,
    table('huge', { rows: 20_000_000, pages: 90_000, size: 90_001 * 8192 }),
  );
  const [base, scripts] = [
    catalogue(table('b', { pages: 44 }), table('p', partitioned), ...parts),
    { base: [], head: [script('create index on b (a); create index on p (y);')] },
  ];
  const findings = await findFindings({
    comparisons: [comparisonOf(scanned, scanned)],
    catalogues: { base, head },
    rules: {},
    scripts,
  });
  expect(
    findings
      .filter(({ side, query }) => side === 'head' && query === '')
      .map(({ rule, impact, pages, facts }) => `${rule} ${facts.index ?? ''}: ${impact}, ${pages}`)
      .toSorted(),
  ).toEqual([
    'duplicate-index again: 0, 1001',
    'foreign-key-without-index : 0, 70',
    'index-built-without-concurrently b_a_idx: 0, 44',
    'index-built-without-concurrently p_y_idx: 0, 800',
    'index-never-used a: 0, 1000',
    'index-never-used longer: 0, 3000',
    'index-never-used p_x: 0, 800',
    'invalid-index broken: 0, 3',
    'redundant-index first: 0, 2000',
    'table-outgrew-one-partition : 0, 90001',
  ]);
});

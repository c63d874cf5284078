import type { Severity } from './types.ts';

/** What a threshold counts, and so how it is written: `10000`, `95%`, `20 ×`, `10ms`. */
export type ThresholdKind = 'rows' | 'pages' | 'loops' | 'share' | 'factor' | 'milliseconds' | 'bytes';

export interface ThresholdKey {
  readonly kind: ThresholdKind;
  /** Rows, blocks of 8 kB, a fraction from 0 to 1, a ratio from 1 on, ms or bytes. */
  readonly value: number;
  /** As the README's table says it. */
  readonly meaning: string;
}

export interface RuleKeys {
  /** What its findings are about, where that is no query. */
  readonly of?: 'schema';
  /** What becomes of a new finding. Only what a plan proves fails a build unasked. */
  readonly severity: Severity;
  /** One line of what it sees. */
  readonly sees: string;
  readonly thresholds: Readonly<Record<string, ThresholdKey>>;
}

const rows = (value: number, meaning: string): ThresholdKey => ({ kind: 'rows', value, meaning });
const pages = (value: number, meaning: string): ThresholdKey => ({ kind: 'pages', value, meaning });
const loops = (value: number, meaning: string): ThresholdKey => ({ kind: 'loops', value, meaning });
const share = (value: number, meaning: string): ThresholdKey => ({ kind: 'share', value, meaning });
const factor = (value: number, meaning: string): ThresholdKey => ({ kind: 'factor', value, meaning });
const time = (value: number, meaning: string): ThresholdKey => ({ kind: 'milliseconds', value, meaning });
const bytes = (value: number, meaning: string): ThresholdKey => ({ kind: 'bytes', value, meaning });

const ofWork = (value: number) => share(value, "Share of the case's blocks that it must be");

/** Every rule's severity and thresholds: what plangate.yml may set, and what holds where it does not. */
export const ruleKeys = {
  'sequential-scan': {
    severity: 'error',
    sees: 'A filter that throws away nearly all of a big table that it reads from end to end',
    // Below 10,000 rows a sequential scan is often the better plan; 1,000 pages are 8 MB.
    thresholds: {
      rows: rows(10_000, 'Rows a scan must read before the rule speaks'),
      discarded: share(0.95, 'Share of those rows that the filter must throw away'),
      pages: pages(1_000, 'Or: pages of the table, 8 kB each'),
      share: ofWork(0.1),
    },
  },
  'repeated-scan': {
    severity: 'warning',
    sees: 'The inner side of a nested loop reads a whole table again and again',
    thresholds: {
      scans: loops(2, 'How often it must be read'),
      // Tables of one or two pages are read as fast as an index of them.
      rows: rows(100, 'Rows that each of the scans must read'),
      share: share(0.5, "Share of the loop's blocks that the scans must be"),
      pages: pages(1_000, 'Blocks that the scans must touch in all'),
    },
  },
  'index-filter': {
    severity: 'warning',
    sees: 'An index scan fetches many rows that a filter then throws away',
    thresholds: {
      discarded: share(0.9, 'Share of what it fetched that the filter must throw away'),
      rows: rows(1_000, 'Rows that it must throw away in all'),
      // Rows of one key often share a page or two, and to find them takes as many of the index: another one saves next to nothing.
      each: rows(10, 'Rows that each look-up must throw away'),
      share: ofWork(0.1),
    },
  },
  'wrong-index-for-order': {
    severity: 'warning',
    sees: 'An index is read for the order of a LIMIT, and nearly every row of it thrown away',
    thresholds: {
      discarded: share(0.9, 'Share of what it read that the filter must throw away'),
      rows: rows(1_000, 'Rows that it must throw away in all'),
      share: ofWork(0.1),
    },
  },
  'sort-for-limit': {
    severity: 'warning',
    sees: 'A LIMIT keeps a few of many rows that are read and sorted for it',
    thresholds: {
      rows: rows(1_000, 'Rows that must be sorted'),
      factor: factor(
        10,
        'Rows that must be sorted for one that is kept, and blocks read for one that an index would take',
      ),
      pages: pages(1_000, 'Blocks that must be read of the relation whose columns they are sorted by'),
      share: ofWork(0.3),
    },
  },
  'late-filter': {
    severity: 'warning',
    sees: 'A join makes many rows that its filter then throws away',
    // Trying a pair takes 0.1 to 0.2 µs, so 100,000 of them take more than 10 ms.
    thresholds: {
      rows: rows(100_000, 'Pairs of rows that the join filter must throw away in all'),
      discarded: share(0.9, 'Share of all pairs that it must throw away'),
    },
  },
  'row-misestimate': {
    severity: 'note',
    sees: 'The planner expected far more or fewer rows of a node than came, and the error begins there',
    thresholds: {
      factor: factor(10, 'How far off the estimate must be, either way'),
      rows: rows(100, 'Rows per loop that there must be, or were expected'),
      share: ofWork(0.1),
      // Below 500 blocks, 4 MB, nobody would look for another plan.
      pages: pages(500, 'Blocks that what comes of it must touch'),
      dearer: factor(2, 'How many times what another plan would touch that must be'),
      pairs: rows(100_000, 'Or: pairs of rows that a loop above must throw away'),
    },
  },
  'sort-spill': {
    severity: 'warning',
    sees: 'A sort that does not fit into work_mem and goes to disk',
    thresholds: {
      pages: pages(100, 'Blocks of temporary files that it must write and read'),
      share: share(0.05, "Share of the case's blocks, temporary ones included, that it must be"),
    },
  },
  'hash-spill': {
    severity: 'warning',
    sees: 'A hash join or aggregate that does not fit into work_mem and goes to disk',
    thresholds: {
      pages: pages(100, 'Blocks of temporary files that it must write and read'),
      share: share(0.05, "Share of the case's blocks, temporary ones included, that it must be"),
    },
  },
  'heap-fetches': {
    severity: 'note',
    sees: 'An index-only scan that has to visit the table all the same',
    thresholds: {
      rows: rows(100, 'Rows that it must read in all'),
      share: share(0.25, 'Share of those that the table must be visited for'),
    },
  },
  'lossy-bitmap': {
    severity: 'note',
    sees: 'A bitmap that does not fit into work_mem, so that whole pages are read and checked again',
    thresholds: {
      share: share(0.5, 'Share of its blocks that must be lossy'),
      pages: pages(100, 'Lossy blocks that there must be'),
    },
  },
  'correlated-subplan': {
    severity: 'warning',
    sees: 'A subquery that runs once for each row',
    thresholds: {
      loops: loops(1_000, 'How often it must run'),
      share: ofWork(0.5),
    },
  },
  'cartesian-product': {
    severity: 'error',
    sees: 'A join without a condition, so that every row meets every other',
    thresholds: {
      rows: rows(1_000, 'Rows that it must make in all'),
      share: share(0.9, 'Share of all pairs that it must make'),
    },
  },
  'large-offset': {
    severity: 'warning',
    sees: 'OFFSET throws away rows that were computed for it',
    thresholds: {
      rows: rows(1_000, 'Rows that it must throw away'),
      discarded: share(0.5, 'Share of what it was given that it must throw away'),
    },
  },
  'no-partition-pruning': {
    severity: 'warning',
    sees: 'All partitions are scanned although the filter is about the column that they are made by',
    thresholds: {
      partitions: loops(3, 'Partitions that must be scanned'),
      empty: share(0.5, 'Share of those that must give no row'),
      share: ofWork(0.1),
    },
  },
  'slow-trigger': {
    severity: 'warning',
    sees: 'Triggers or foreign keys take much of the time of a write',
    thresholds: {
      share: share(0.2, 'Share of the execution time that one of them must take'),
      milliseconds: time(5, 'Time that it must take'),
    },
  },
  'jit-overhead': {
    severity: 'note',
    sees: 'Compiling takes more time than it can save',
    thresholds: {
      share: share(0.5, 'Share of the execution time that compiling must take'),
      milliseconds: time(10, 'Time that it must take'),
    },
  },
  'planning-dominates': {
    severity: 'note',
    sees: 'Planning takes longer than execution',
    thresholds: {
      milliseconds: time(10, 'Time that planning must take'),
      factor: factor(1, 'How many times the execution it must take'),
    },
  },
  'generic-plan-trap': {
    severity: 'warning',
    sees: 'The plan without the parameters, which PostgreSQL may switch to, does far more work',
    thresholds: {
      factor: factor(10, 'How many times the work it must do'),
      pages: pages(1_000, 'Blocks that it must touch more'),
    },
  },
  'parameter-skew': {
    severity: 'note',
    sees: 'One plan for parameters whose work differs widely',
    thresholds: {
      factor: factor(100, 'How far the work must lie apart'),
      pages: pages(1_000, 'Blocks that the heavier one must touch'),
      // Who asks for a hundred times the rows gets a hundred times the work.
      each: factor(10, 'How far the work for each returned row must lie apart'),
    },
  },
  'forced-plan': {
    of: 'schema',
    severity: 'warning',
    sees: 'A planner method is switched off, or was used although it is',
    thresholds: {},
  },
  'not-in-subquery': {
    severity: 'warning',
    sees: 'NOT IN with a subquery that runs once for each row, and finds nothing where it gives a NULL',
    thresholds: {
      rows: rows(1_000, 'Rows that it must be checked for'),
    },
  },
  'or-across-columns': {
    severity: 'warning',
    sees: 'OR over several columns or tables, for which the whole table is read',
    thresholds: {
      rows: rows(10_000, 'Rows that must be read for it'),
      discarded: share(0.9, 'Share of those that must be thrown away'),
      share: ofWork(0.1),
      // 100,000 comparisons take about 10 ms.
      pairs: rows(100_000, 'Or: pairs of rows that a join must compare for it'),
    },
  },
  'offset-pagination': {
    severity: 'note',
    sees: 'Pages by OFFSET, each of which computes all those before it',
    thresholds: {
      rows: rows(1_000, 'Rows that it must throw away'),
    },
  },
  'function-on-column': {
    severity: 'warning',
    sees: 'A function hides a column from its index',
    // 200 blocks are 1.6 MB: below that a table is small, however it is read.
    thresholds: {
      rows: rows(1_000, 'Rows that must be thrown away for it'),
      discarded: share(0.9, 'Share of what was read that must be thrown away'),
      pages: pages(200, 'Blocks that the scan must touch'),
      share: ofWork(0.1),
    },
  },
  'cast-on-column': {
    severity: 'warning',
    sees: 'A cast, written or implied, hides a column from its index',
    // 200 blocks are 1.6 MB: below that a table is small, however it is read.
    thresholds: {
      rows: rows(1_000, 'Rows that must be thrown away for it'),
      discarded: share(0.9, 'Share of what was read that must be thrown away'),
      pages: pages(200, 'Blocks that the scan must touch'),
      share: ofWork(0.1),
    },
  },
  'leading-wildcard': {
    severity: 'warning',
    sees: 'LIKE with a pattern that no B-tree can serve',
    thresholds: {
      rows: rows(10_000, 'Rows that must be read for it'),
      discarded: share(0.9, 'Share of those that must be thrown away'),
      share: ofWork(0.1),
    },
  },
  'count-distinct-over-joins': {
    severity: 'note',
    sees: 'count(DISTINCT …) over joins that multiply rows',
    thresholds: {
      factor: factor(2, 'Rows that the joins must make of one that is counted'),
      rows: rows(10_000, 'Rows that must be counted'),
      share: share(
        0.5,
        'What the joins add, as a share of the rows that the query reads; less where the count spills',
      ),
    },
  },
  'order-by-random': {
    severity: 'note',
    sees: 'ORDER BY random(), which sorts everything to give a few',
    thresholds: {
      rows: rows(1_000, 'Rows that must be sorted'),
    },
  },
  'select-star': {
    severity: 'note',
    sees: 'SELECT * returns wide rows, or columns that are stored out of line',
    thresholds: {
      bytes: bytes(2_000, 'Width of a row that there must be'),
      rows: rows(100, 'Rows that must be returned'),
      wide: bytes(500, 'Width of a column that there must be, or of what is out of line'),
    },
  },
  'write-without-where': {
    severity: 'warning',
    sees: 'UPDATE or DELETE of a whole table',
    thresholds: {
      rows: rows(1_000, 'Rows that must be written'),
    },
  },
  'unbounded-select': {
    severity: 'note',
    sees: 'A whole big table is returned, without WHERE and LIMIT',
    thresholds: {
      rows: rows(10_000, 'Rows that must be returned'),
    },
  },
  'recomputed-aggregate': {
    severity: 'note',
    sees: 'An aggregate that is called very often and computed anew each time, of many rows to a few',
    thresholds: {
      calls: loops(1_000, 'Calls of the query that must be known'),
      rows: rows(10_000, 'Rows of tables that one call must read for it'),
      factor: factor(100, 'Rows that must be read for one that is returned'),
    },
  },
  'union-instead-of-union-all': {
    severity: 'note',
    sees: 'UNION looks for duplicates where there are none',
    thresholds: {
      rows: rows(10_000, 'Rows that must be looked through'),
    },
  },
  'foreign-key-without-index': {
    of: 'schema',
    severity: 'warning',
    sees: 'A foreign key whose columns no index begins with',
    thresholds: {
      // A table of a few words is hardly ever deleted from, and an index with as few values seldom helps.
      rows: rows(1_000, 'Rows that the referencing table must have'),
      referenced: rows(100, 'Rows that the referenced table must have'),
    },
  },
  'index-never-used': {
    of: 'schema',
    severity: 'note',
    sees: 'An index that no registered query uses',
    thresholds: {
      bytes: bytes(1_048_576, 'Size that it must have'),
    },
  },
  'duplicate-index': {
    of: 'schema',
    severity: 'warning',
    sees: 'Two indexes that are the same',
    thresholds: {},
  },
  'redundant-index': {
    of: 'schema',
    severity: 'note',
    sees: 'An index whose columns another one begins with',
    thresholds: {
      bytes: bytes(1_048_576, 'Size that it must have'),
    },
  },
  'invalid-index': {
    of: 'schema',
    severity: 'warning',
    sees: 'An index whose build did not finish: it is written to and never read',
    thresholds: {},
  },
  'index-built-without-concurrently': {
    of: 'schema',
    severity: 'warning',
    sees: 'CREATE INDEX that keeps writers of a big table waiting',
    thresholds: {
      rows: rows(10_000, 'Rows that the table must have'),
    },
  },
  'dropped-index-was-used': {
    of: 'schema',
    severity: 'warning',
    sees: 'An index is dropped that registered queries use on base',
    thresholds: {},
  },
  'table-outgrew-one-partition': {
    of: 'schema',
    severity: 'note',
    sees: 'A table so big that it should be partitioned',
    thresholds: {
      rows: rows(10_000_000, 'Rows that it must have'),
      bytes: bytes(53_687_091_200, 'Or: its size'),
    },
  },
} as const satisfies Readonly<Record<string, RuleKeys>>;

export type RuleId = keyof typeof ruleKeys;

/** The rules that there are, by id. */
export const ruleIds = Object.keys(ruleKeys) as readonly RuleId[];

/** Those whose findings belong to no query. */
export const schemaRuleIds: readonly RuleId[] = ruleIds.filter(id => 'of' in ruleKeys[id]);

type Thresholds = Readonly<Record<string, number>>;

const defaults: ReadonlyMap<RuleId, Thresholds> = new Map(
  ruleIds.map(id => {
    const own: Readonly<Record<string, ThresholdKey>> = ruleKeys[id].thresholds;
    return [id, Object.fromEntries(Object.entries(own).map(([name, { value }]) => [name, value]))];
  }),
);

/** A rule's own thresholds, by name. */
export function defaultThresholds(id: RuleId): Thresholds {
  return defaults.get(id) ?? {};
}

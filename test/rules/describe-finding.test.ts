import { expect, test } from 'vitest';
import { describeFinding, type Finding } from '../../src/rules/index.ts';

const facts = {
  scanned: 'deployments d',
  alias: 'd',
  filter: "(region = 'eu'::text)",
  rowsKept: 312,
  rowsDiscarded: 19_816,
  rowsPerScan: 20_128,
  scans: 1,
  isExact: true,
  pages: 5_813,
  buffers: 5_813,
  share: 0.9876,
  replaced: null,
  lostIndex: null,
  lostIndexDefinition: null,
  indexStillThere: null,
  indexDefinition: null,
  indexValid: null,
  wrapped: null,
  textChanged: false,
  table: 'deployments',
  columns: 'region',
  method: 'btree',
  unservedBy: null,
  unservedWhy: null,
  unservedDetail: null,
  isPartitioned: false,
  inheriting: null,
  partitions: 1,
  rowsExpected: 70,
  rowsCame: 67,
};

const definition = 'CREATE INDEX deployments_region_idx ON public.deployments USING btree (region)';
const lost = {
  replaced: 'Index Scan using deployments_region_idx',
  lostIndex: 'deployments_region_idx',
  lostIndexDefinition: definition,
  indexStillThere: true,
  indexDefinition: definition,
  indexValid: true,
};

/** What is said once the planner was asked again. */
function tried(): Readonly<Record<string, Finding['facts']>> {
  const index = { ...facts, unservedBy: 'deployments_region_idx', unservedAgainst: null };
  const open = { ...index, unservedWhy: 'planner', tried: 'used', costWith: 1_234.4, costWithout: 986.5 };
  const misled = { ...open, rowsExpected: 9_000 };
  return {
    'tried: dearer': open,
    'tried: dearer, costs unknown': { ...open, costWith: null, costWithout: null },
    'tried: dearer, and another part throws the rows away': { ...open, unservedParts: 1, servedShare: 0.2 },
    'tried: dearer, beside a part that no index serves': { ...open, unservedParts: 1, servedShare: 0.01 },
    'tried: dearer, analysed anew': { ...open, statistics: 'untried' },
    'tried: stale': { ...misled, statistics: 'fresh' },
    'tried: stale, costs unknown': { ...misled, statistics: 'fresh', costWith: null, costWithout: null },
    'tried: stale, with a right estimate': { ...open, statistics: 'fresh' },
    'tried: dearer, analysed with more': { ...open, statistics: 'neither', randomPageCost: '1.1' },
    'tried: coarse': {
      ...misled,
      statistics: 'finer',
      finer: 'ALTER COLUMN region SET STATISTICS 1000',
    },
    'tried: wrong estimate': misled,
    'tried: wrong estimate, analysed anew': { ...misled, statistics: 'untried' },
    'tried: wrong estimate, analysed with more': { ...misled, statistics: 'neither' },
    'tried: wrong estimate, not analysed': { ...misled, changedSince: 12_345 },
    'tried: wrong estimate, one row changed': { ...misled, changedSince: 1 },
    'tried: dearer, and base used it': { ...open, ...lost },
    'tried: dearer, tables that inherit': { ...misled, statistics: 'fresh', otherTables: 'archived, "Old"' },
    'tried: cannot serve': { ...index, unservedWhy: 'planner', tried: 'unused' },
    'sorted otherwise': {
      ...index,
      unservedWhy: 'collation',
      unservedDetail: '"de-x-icu"',
      unservedAgainst: '"C"',
    },
    'compared otherwise': {
      ...index,
      columns: 'region COLLATE "de-x-icu"',
      unservedWhy: 'COLLATE',
      unservedDetail: '"de-x-icu"',
      unservedAgainst: '"default"',
    },
    'compared otherwise, unnamed': { ...index, unservedWhy: 'COLLATE' },
  };
}

const variants: Readonly<Record<string, Finding['facts']>> = {
  'no index': facts,
  'no index, JSON': { ...facts, columns: 'metrics', method: 'gin' },
  repeated: { ...facts, scans: 1_200, isExact: false },
  'no filter, index dropped': { ...facts, ...lost, filter: null, rowsDiscarded: 0, indexStillThere: false },
  'index dropped': { ...facts, ...lost, indexStillThere: false, indexDefinition: null, indexValid: null },
  'index dropped, definition unknown': {
    ...facts,
    ...lost,
    indexStillThere: false,
    lostIndexDefinition: null,
  },
  'index with an odd name dropped': { ...facts, ...lost, lostIndex: 'Regions idx', indexStillThere: false },
  'index invalid': { ...facts, ...lost, indexValid: false },
  'index with an odd name invalid': { ...facts, ...lost, lostIndex: 'Regions "idx"', indexValid: false },
  'index changed': { ...facts, ...lost, indexDefinition: `${definition} WHERE active` },
  'type changed': { ...facts, ...lost, wrapped: '(region)::text' },
  'function on the column': { ...facts, ...lost, wrapped: 'lower(region)' },
  'query changed': { ...facts, ...lost, textChanged: true },
  'index not chosen': { ...facts, ...lost },
  'another index not chosen': { ...facts, unservedBy: 'deployments_region_idx', unservedWhy: 'planner' },
  'another index not chosen for a wrong estimate': {
    ...facts,
    unservedBy: 'deployments_region_idx',
    unservedWhy: 'planner',
    rowsExpected: 9_000,
  },
  ...tried(),
  'long filter': { ...facts, filter: `(region = '${'é😀'.repeat(100)}'::text)` },
};

const finding: Finding = {
  rule: 'sequential-scan',
  severity: 'error',
  query: 'q',
  parameters: '',
  side: 'head',
  isNew: true,
  file: 'q.sql',
  line: 1,
  relation: 'deployments',
  node: 0,
  column: null,
  share: null,
  impact: 0,
  suppressed: null,
  also: [],
  facts,
};

test('says every variant in these words', async () => {
  const text = Object.entries(variants).map(([name, own]) => {
    const { message, remedy } = describeFinding({ ...finding, facts: own });
    return `# ${name}\n${message}\n${remedy}\n`;
  });
  await expect(text.join('\n')).toMatchFileSnapshot('golden/sequential-scan.txt');
});

/** Of an index beside the one that is read. */
function beside(): Readonly<Record<string, Finding['facts']>> {
  const dearer = variants['tried: dearer'];
  const misled = variants['tried: wrong estimate'];
  const unused = variants['tried: cannot serve'];
  const index = {
    index: 'By time',
    isByIndex: true,
    without: '"By time"',
    mostKept: 312,
    access: 'Index Scan using "By time"',
    visitsTable: true,
  };
  const alone = { ...index, isOfFilterAlone: true };
  return {
    dearer: { ...dearer, ...index },
    'dearer, of partitions': { ...dearer, ...index, partitions: 3, without: null },
    'dearer, statistics did not help': { ...misled, ...index, statistics: 'neither' },
    'dearer below a LIMIT': { ...dearer, ...index, rowsExpected: null, statistics: 'neither' },
    'cannot serve': { ...unused, ...index },
    'of the filter alone, dearer': { ...dearer, ...alone },
    'of the filter alone, wrong estimate': { ...misled, ...alone, statistics: 'untried' },
    'of the filter alone, stale': { ...misled, ...alone, statistics: 'fresh' },
    'of the filter alone, cannot serve': { ...unused, ...alone },
    'of the filter alone, not tried': { ...variants['another index not chosen'], ...alone },
  };
}

test('says what to do about an index beside the one that is read', async () => {
  const text = Object.entries(beside()).map(([name, own]) => {
    const { remedy } = describeFinding({ ...finding, rule: 'index-filter', facts: own });
    return `# ${name}\n${remedy}\n`;
  });
  await expect(text.join('\n')).toMatchFileSnapshot('golden/index-filter.txt');
});

/** In a branch of UNION ALL, which is asked for no order. */
function inUnion(): Readonly<Record<string, Finding['facts']>> {
  const branch = {
    ...facts,
    sortKey: 'd.deployed_at DESC',
    rowsSorted: 20_000,
    rowsWanted: 5,
    rowsRead: 20_000,
    columns: 'deployed_at DESC',
    inUnion: true,
    rewrite: null,
    givesOrder: null,
    unfinished: null,
  };
  const written = {
    ...branch,
    rewrite: '(select … LIMIT 5) UNION ALL (select … LIMIT 5) order by 1 limit 5',
  };
  return {
    'an index is missing': branch,
    'an index is there': { ...branch, givesOrder: 'By time' },
    'an index is unfinished': { ...branch, unfinished: 'By time' },
    'an index is missing, the query is written': written,
    'an index is there, the query is written': { ...written, givesOrder: 'By time' },
    'an index is unfinished, the query is written': { ...written, unfinished: 'By time' },
  };
}

test('says every variant of a branch of UNION ALL in these words', async () => {
  const text = Object.entries(inUnion()).map(([name, own]) => {
    const { remedy } = describeFinding({ ...finding, rule: 'sort-for-limit', facts: own });
    return `# ${name}\n${remedy}\n`;
  });
  await expect(text.join('\n')).toMatchFileSnapshot('golden/sort-for-limit.txt');
});

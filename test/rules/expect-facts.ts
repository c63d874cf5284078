import { expect } from 'vitest';
import type { Comparison } from '../../src/comparison/index.ts';
import { type PlanNode, walk } from '../../src/plan/index.ts';
import type { Finding, RuleId } from '../../src/rules/index.ts';

/** How much work it is, of its own step and of the case. */
const blocks = ['buffers', 'share'];
/** What a scan gave and threw away, and why. */
const reading = ['rowsKept', 'rowsDiscarded', 'filter', ...blocks];
/** `blocks` are temporary ones. */
const spilt = ['step', 'rows', 'blocks', 'share'];

/** What the facts of each rule always hold; with a `?` what its step may not have. */
const wanted: Readonly<Record<RuleId, readonly string[]>> = {
  'sequential-scan': ['scanned', ...reading.filter(name => name !== 'filter'), 'filter?'],
  'repeated-scan': ['scanned', 'scans', ...reading.filter(name => name !== 'filter'), 'filter?'],
  'index-filter': ['scanned', 'index', ...reading],
  'wrong-index-for-order': ['scanned', 'index', ...reading],
  'sort-for-limit': ['scanned', 'sortKey', 'rowsSorted', 'rowsWanted', 'rowsRead', ...blocks],
  'late-filter': ['outer', 'inner', 'joinFilter', 'rowsKept', 'rowsDiscarded', ...blocks],
  'row-misestimate': ['step', 'expected', 'came', 'factor', 'condition?', 'blocks', 'share'],
  'sort-spill': ['sortKey', 'disk', ...spilt],
  'hash-spill': ['batches', 'condition?', ...spilt],
  'heap-fetches': ['scanned', 'index', 'fetches', 'rowsRead', 'rowsKept', 'filter?', ...blocks],
  'lossy-bitmap': ['scanned', 'index', 'lossy', ...reading],
  'correlated-subplan': ['subplan', 'reads', 'outer', 'loops', 'rows', ...blocks],
  'cartesian-product': ['outer', 'inner', 'outerRows', 'innerRows', 'rowsKept', ...blocks],
  'large-offset': ['of', 'rowsKept', 'rowsDiscarded', 'index?', 'filter?', ...blocks],
  'no-partition-pruning': ['scanned', 'partitions', 'partitionKey', 'index?', ...reading],
  'slow-trigger': ['trigger', 'table', 'calls', 'time', 'share'],
  'jit-overhead': ['time', 'execution', 'share'],
  'planning-dominates': ['planning', 'execution', 'relations'],
  'generic-plan-trap': ['custom', 'generic'],
  'parameter-skew': ['heavyBuffers', 'heavyRows', 'lightBuffers', 'lightRows'],
  'forced-plan': ['setting', 'queries'],
  'not-in-subquery': ['loops', ...blocks],
  'or-across-columns': ['columns', 'condition', 'rowsRead', 'rowsKept', ...blocks],
  'offset-pagination': ['skipped', 'kept', ...blocks],
  'function-on-column': ['scanned', 'column', 'hiddenBy', ...reading],
  'cast-on-column': ['scanned', 'column', 'hiddenBy', ...reading],
  'leading-wildcard': ['scanned', 'column', 'pattern', 'rowsRead', 'rowsKept', 'filter', ...blocks],
  'count-distinct-over-joins': ['counted', 'table', 'rows', 'least', ...blocks],
  'order-by-random': ['sorted', 'kept', ...blocks],
  'select-star': ['table', 'rows', 'width'],
  'write-without-where': ['written', 'rows', ...blocks],
  'unbounded-select': ['scanned', 'rows', ...blocks],
  'recomputed-aggregate': ['calls', 'rows', 'returned', 'tables', 'buffers', 'buffersInAll'],
  'union-instead-of-union-all': ['rows', 'how', ...blocks],
  'foreign-key-without-index': ['foreignKey', 'referencing', 'referenced', 'columns', 'rows', 'pages'],
  'index-never-used': ['index', 'indexed', 'size', 'queries', 'definition'],
  'duplicate-index': ['index', 'same', 'indexed', 'size', 'definition'],
  'redundant-index': ['index', 'other', 'indexed', 'keys', 'otherKeys', 'size', 'otherSize'],
  'invalid-index': ['index', 'indexed'],
  'index-built-without-concurrently': ['index?', 'indexed', 'rows', 'pages', 'by'],
  'dropped-index-was-used': ['index', 'indexed', 'queries', 'baseBuffers', 'headBuffers', 'definition'],
  'table-outgrew-one-partition': ['table', 'rows', 'size'],
};

/** What a finding is about, and how much of it there is, stands in it: nobody has to look it up in the plan. */
export function expectFacts(found: readonly Finding[], comparison: Comparison | undefined): void {
  for (const finding of found) {
    for (const { rule, facts } of [finding, ...finding.also]) expectWanted(rule, facts);
    if (finding.side === 'head' && finding.query !== '' && comparison !== undefined)
      expectPlace(finding, comparison);
  }
}

function expectWanted(rule: RuleId, facts: Finding['facts']): void {
  for (const name of wanted[rule]) {
    const key = name.replace('?', '');
    expect(facts, rule).toHaveProperty(key);
    if (key === name) expect(facts[key], `${rule}: ${key}`).not.toBeNull();
    if (typeof facts[key] === 'number') expect(facts[key], `${rule}: ${key}`).toBeGreaterThanOrEqual(0);
  }
  if (wanted[rule].includes('share')) expect(facts.share, rule).toBeLessThanOrEqual(1);
}

/** What it names is what its step in the plan has. */
function expectPlace({ rule, relation, node: id, facts, share }: Finding, { result }: Comparison): void {
  const { head } = result.sides;
  const nodes: readonly PlanNode[] = head.kind === 'measured' ? walk(head.measurement.plan) : [];
  const node = id === null ? undefined : nodes[id];
  expect(node === undefined, `${rule}: its step`).toBe(id === null);
  if (node?.relation) expect(relation, `${rule}: relation`).not.toBeNull();
  if (node?.filter && 'filter' in facts) expect(facts.filter, `${rule}: filter`).not.toBeNull();
  if (node?.index && wanted[rule].some(name => name.startsWith('index')))
    expect(facts.index, `${rule}: index`).not.toBeNull();
  if (wanted[rule].includes('buffers')) expect(share, `${rule}: share`).not.toBeNull();
}

import { describe, expect, it } from 'vitest';
import {
  hashSpilled,
  parsePlan,
  planWork,
  sortSpilled,
  spills,
  totalRows,
  touched,
  walk,
} from '../../src/plan/index.ts';
import { fixturePlan, fixturePlans, majors } from './fixture-plans.ts';

const node = (fields: object) => parsePlan([{ Plan: { 'Node Type': 'X', ...fields } }]).root;

describe('totalRows', () => {
  it.each([
    [
      { 'Actual Rows': 7, 'Actual Loops': 1 },
      { rows: 7, uncertainty: 0 },
    ],
    [
      { 'Actual Rows': 0, 'Actual Loops': 0 },
      { rows: 0, uncertainty: 0 },
    ],
    [
      { 'Actual Rows': 1, 'Actual Loops': 100_000 },
      { rows: 100_000, uncertainty: 50_000 },
    ],
    [
      { 'Actual Rows': 0.5, 'Actual Loops': 100_000, Disabled: false },
      { rows: 50_000, uncertainty: 500 },
    ],
    [
      { 'Actual Rows': 0.33, 'Actual Loops': 3, Disabled: false },
      { rows: 1, uncertainty: 0 },
    ],
  ])('%j', (fields, expected) => {
    expect(totalRows(node(fields))).toEqual(expected);
  });

  it('is null without ANALYZE', () => {
    expect(totalRows(node({}))).toBeNull();
  });

  it('holds the truth on every release', () => {
    // 10 orders for each of 2000 customers, of which those over 500 count: 9,999, or 4.9995 a loop.
    for (const major of majors) {
      const inner = walk(fixturePlan(major, 'nested-loop-many-loops')).filter(
        ({ actual }) => actual?.loops === 2000,
      );
      const heap = inner.find(({ relation }) => relation?.name === 'orders');
      const total = heap === undefined ? null : totalRows(heap);
      expect(total?.uncertainty).toBe(major >= 18 ? 10 : 1000);
      expect(Math.abs((total?.rows ?? 0) - 9999)).toBeLessThanOrEqual(total?.uncertainty ?? 0);
    }
  });
});

describe('planWork', () => {
  it.each(majors)('is the root and what ran after it, on PostgreSQL %i', major => {
    for (const { name, plan } of fixturePlans(major)) {
      const work = planWork(plan);
      const root = plan.root.buffers;
      if (root === null) expect(work, name).toMatchObject({ buffers: 0, temp: 0, wal: 0 });
      else if (name.startsWith('cte-update-'))
        expect(work.buffers, name).toBeGreaterThan(touched(root) + 500);
      else expect(work.buffers, name).toBe(touched(root));
    }
    expect(planWork(fixturePlan(major, 'temp-table')).buffers).toBeGreaterThan(30);
    expect(planWork(fixturePlan(major, 'sort-disk')).temp).toBeGreaterThan(0);
    expect(planWork(fixturePlan(major, 'update')).wal).toBeGreaterThan(0);
  });

  it.each(majors)('counts the rows returned or changed, on PostgreSQL %i', major => {
    const rows = (name: string) => planWork(fixturePlan(major, name)).rows;
    expect(rows('insert')).toBe(40);
    expect(rows('insert-returning')).toBe(2);
    expect(rows('update')).toBe(10);
    expect(rows('delete')).toBe(42);
    expect(rows('values-scan')).toBe(3);
  });
});

describe('spills', () => {
  it.each([
    ['sort-disk', 'sort'],
    ['hash-join-spill', 'hash'],
    ['hash-aggregate-spill', 'hash'],
    ['gather-merge-sort-spill', 'sort'],
    ['parallel-hash-aggregate-spill', 'hash'],
    ['materialize-spill', 'tuplestore'],
    ['window-spill', 'tuplestore'],
    ['cte-twice-spill', 'sort'],
    ['recursive-cte-spill', 'tuplestore'],
  ])('%s: %s', (name, kind) => {
    for (const major of majors) {
      const found = spills(fixturePlan(major, name));
      expect(
        found.map(spill => spill.kind),
        `${major}`,
      ).toContain(kind);
    }
  });

  it('are none where memory sufficed', () => {
    for (const major of majors) {
      for (const { name, plan } of fixturePlans(major)) {
        const hasTemp = planWork(plan).temp > 0;
        if (plan.root.buffers !== null) expect(spills(plan).length > 0, `${major} ${name}`).toBe(hasTemp);
        if (!hasTemp)
          expect(
            walk(plan).some(part => sortSpilled(part) || hashSpilled(part)),
            name,
          ).toBe(false);
      }
    }
  });

  it('say how much where EXPLAIN says it', () => {
    const [spill] = spills(fixturePlan(17, 'sort-disk'));
    expect(spill).toMatchObject({ kind: 'sort' });
    expect(spill?.disk).toBeGreaterThan(100);
    expect(spill?.blocks).toBeGreaterThan(10);
  });
});

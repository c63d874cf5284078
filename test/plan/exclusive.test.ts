import { describe, expect, it } from 'vitest';
import {
  type Buffers,
  balance,
  exclusiveBuffers,
  exclusiveTime,
  exclusiveWal,
  type Plan,
  type PlanNode,
  parsePlan,
  touched,
  walk,
} from '../../src/plan/index.ts';
import { fixturePlan, fixturePlans, majors } from './fixture-plans.ts';

const keys = [
  ...(['sharedHit', 'sharedRead', 'sharedDirtied', 'sharedWritten', 'localHit'] as const),
  ...(['localRead', 'localDirtied', 'localWritten', 'tempRead', 'tempWritten'] as const),
];

const plus = (a: Buffers, b: Buffers): Buffers =>
  Object.fromEntries(keys.map(key => [key, a[key] + b[key]])) as unknown as Buffers;
const zero = Object.fromEntries(keys.map(key => [key, 0])) as unknown as Buffers;

const runsAfterTheRoot = ['cte-update-not-read', 'cte-update-not-read-reads-cte', 'cte-update-partly-read'];

describe.each(majors)('over every plan of PostgreSQL %i', major => {
  const plans = fixturePlans(major);

  it('exclusive buffers sum exactly to the root and none is negative', () => {
    for (const { name, plan } of plans) {
      const { buffers, lateBuffers } = balance(plan);
      const own = exclusiveBuffers(plan);
      if (plan.root.buffers === null) {
        expect([own.size, buffers, lateBuffers], name).toEqual([0, null, null]);
        continue;
      }
      expect(own.size, name).toBe(plan.size);
      for (const value of own.values()) {
        for (const key of keys) expect(value[key], `${name} ${key}`).toBeGreaterThanOrEqual(0);
      }
      expect([...own.values()].reduce(plus, zero), name).toEqual(buffers);
      expect(plus(plan.root.buffers, lateBuffers ?? zero), name).toEqual(buffers);
      if (!runsAfterTheRoot.includes(name)) expect(lateBuffers, name).toEqual(zero);
    }
  });

  it('exclusive WAL sums exactly and none is negative', () => {
    for (const { name, plan } of plans) {
      const own = [...exclusiveWal(plan).values()];
      expect(
        own.reduce((sum, value) => sum + value, 0),
        name,
      ).toBe(balance(plan).wal ?? 0);
      expect(Math.min(0, ...own), name).toBe(0);
    }
  });

  it('exclusive time sums within the rounding bound and none is negative', () => {
    for (const { name, plan } of plans) {
      const { time, timeBound } = balance(plan);
      const own = [...exclusiveTime(plan).values()];
      if (time === null) {
        expect(own, name).toEqual([]);
        continue;
      }
      expect(Math.abs(own.reduce((sum, value) => sum + value, 0) - time), name).toBeLessThanOrEqual(
        timeBound,
      );
      expect(Math.min(0, ...own), name).toBe(0);
      if (!runsAfterTheRoot.includes(name)) expect(time, name).toBe(plan.root.actual?.totalTime);
    }
  });

  it('the books balance', () => {
    expect(plans.filter(({ plan }) => balance(plan).imbalances.length > 0).map(({ name }) => name)).toEqual(
      [],
    );
  });

  it('nodes that read no table have no blocks of their own', () => {
    const found = plans.flatMap(({ name, plan }) => {
      const own = exclusiveBuffers(plan);
      return walk(plan)
        .filter(node => readsNothing(node) && touched(own.get(node.id) ?? zero) > 0)
        .map(node => `${name}: ${node.type}`);
    });
    // Workers begin with empty catalogue caches; functions and long values are read by whoever computes with them.
    const known =
      /^(gather-merge|parallel-|gather-slow-reader: Subquery|gather-init-plan-stopped-early: Sort|cte-detoasted-by-reader: CTE)/;
    expect(found.filter(line => !known.test(line))).toEqual([]);
  });
});

function readsNothing({ type }: PlanNode): boolean {
  return !/Scan|ModifyTable|LockRows/.test(type) || /^(Subquery|CTE|Values|WorkTable) Scan$/.test(type);
}

describe('subplans are charged to the node that ran them', () => {
  const ownOf = (plan: Plan) => {
    const own = exclusiveBuffers(plan);
    return walk(plan).map(node => [node.type, touched(own.get(node.id) ?? zero)]);
  };

  it('and the naive way, by where they are printed, goes below zero', () => {
    const wrong = majors.flatMap(fixturePlans).filter(({ plan }) =>
      walk(plan).some(node => {
        const inside = node.children.reduce((sum, child) => sum + touched(child.buffers ?? zero), 0);
        return touched(node.buffers ?? zero) < inside;
      }),
    );
    expect(wrong.length).toBeGreaterThan(100);
  });

  it('an InitPlan to the scan below whose filter needs it', () => {
    expect(ownOf(fixturePlan(14, 'init-plan-in-limit'))).toEqual([
      ['Limit', 0],
      ['Aggregate', 0],
      ['Seq Scan', 19],
      ['Aggregate', 0],
      ['Seq Scan', 6],
      ['Seq Scan', 1],
    ]);
  });

  it.each(majors)('an InitPlan to the Append that prunes with it, on PostgreSQL %i', major => {
    const own = ownOf(fixturePlan(major, 'append-pruned-when-run'));
    expect(own.filter(([, blocks]) => blocks !== 0)).toEqual([
      ['Index Only Scan', 2],
      ['Seq Scan', 11],
    ]);
  });

  it('an InitPlan that runs again and again to the node that rescans', () => {
    const own = ownOf(fixturePlan(14, 'init-plan-repeated'));
    // A rescan computes the index's new key before the scan's own clock starts.
    expect(own).toEqual([
      ['Nested Loop', 0],
      ['Seq Scan', 1],
      ['Aggregate', 0],
      ['Result', 0],
      ['Limit', 0],
      ['Index Scan', 60],
      ['Index Only Scan', 61],
    ]);
  });

  it('a CTE to each of its readers as far as that one read', () => {
    const plan = fixturePlan(17, 'cte-twice-in-turn');
    expect(ownOf(plan)).toEqual([
      ['Append', 0],
      ['Seq Scan', 148],
      ['Limit', 0],
      ['CTE Scan', 0],
      ['Limit', 0],
      ['CTE Scan', 0],
      ['CTE Scan', 0],
    ]);
    const times = [...exclusiveTime(plan).values()];
    // Each reader keeps what it did itself: the first read 3 of 148 blocks, not all of the CTE's time.
    expect(times.every(time => time > 0)).toBe(true);
  });

  it('what runs after the root is counted as late', () => {
    const plan = fixturePlan(17, 'cte-update-partly-read');
    const { buffers, lateBuffers } = balance(plan);
    const update = walk(plan).find(node => node.type === 'ModifyTable');
    expect(touched(lateBuffers ?? zero)).toBeGreaterThan(1000);
    expect(touched(buffers ?? zero)).toBe(touched(update?.buffers ?? zero));
  });
});

describe('books that cannot balance are told, not clamped', () => {
  const blocks = (hit: number) => ({ 'Shared Hit Blocks': hit });
  const node = (type: string, rest: object) => ({
    'Node Type': type,
    'Actual Total Time': 1,
    'Actual Rows': 1,
    'Actual Loops': 1,
    ...rest,
  });

  it('a child with more than its parent', () => {
    const child = node('Seq Scan', { 'Parent Relationship': 'Outer', 'Actual Total Time': 3, ...blocks(9) });
    const plan = parsePlan([{ Plan: node('Sort', { ...blocks(4), Plans: [child] }) }]);
    expect(balance(plan).imbalances).toEqual([
      { node: 0, what: 'sharedHit', value: -5 },
      { node: 0, what: 'time', value: -2 },
    ]);
    const own = [...exclusiveBuffers(plan).values()].map(touched);
    expect(own).toEqual([-5, 9]);
    expect([...exclusiveTime(plan).values()]).toEqual([-2, 3]);
  });

  it('a CTE that nobody can have run', () => {
    const cte = node('Seq Scan', {
      'Parent Relationship': 'InitPlan',
      'Subplan Name': 'CTE x',
      ...blocks(9),
    });
    const reader = node('CTE Scan', { 'Parent Relationship': 'Outer', 'CTE Name': 'x', ...blocks(4) });
    const plan = parsePlan([{ Plan: node('Limit', { ...blocks(4), Plans: [cte, reader] }) }]);
    expect(balance(plan).imbalances.map(({ node, what, value }) => [node, what, value])).toEqual([
      [2, 'sharedHit', -5],
    ]);
    expect([...exclusiveBuffers(plan).values()].map(touched)).toEqual([0, 9, -5]);
  });

  it('rounding is no imbalance', () => {
    const looped = { 'Parent Relationship': 'Inner', 'Actual Total Time': 0.001, 'Actual Loops': 1500 };
    const plan = parsePlan([{ Plan: node('Nested Loop', { Plans: [node('Seq Scan', looped)] }) }]);
    expect(balance(plan)).toMatchObject({ imbalances: [], time: 1 });
    expect([...exclusiveTime(plan).values()]).toEqual([0, 1.5]);
    expect(balance(plan).timeBound).toBeGreaterThanOrEqual(0.5);
  });

  it('time in several processes at once counts once', () => {
    const scan = node('Seq Scan', {
      'Parent Relationship': 'Outer',
      'Actual Total Time': 0.9,
      'Actual Loops': 3,
    });
    const plan = parsePlan([{ Plan: node('Gather', { Plans: [scan] }) }]);
    const [gather, below] = [...exclusiveTime(plan).values()];
    expect(gather).toBeCloseTo(0.1);
    expect(below).toBeCloseTo(0.9);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute, difference } from '../../src/comparison/attribute.ts';
import { countParts } from '../../src/comparison/count-parts.ts';
import { describeAttribution } from '../../src/comparison/describe-attribution.ts';
import type { CountChange } from '../../src/comparison/index.ts';
import type { Measurement, NestedStatement } from '../../src/measurement/index.ts';
import { type Plan, parsePlan, planWork } from '../../src/plan/index.ts';
import { fixturePlans, majors } from '../plan/fixture-plans.ts';
import { type ExplainNode, measured, planOf, seqScan } from '../support/case-result.ts';

function measurement(plan: Plan, buffers: number, nested: readonly NestedStatement[] = []): Measurement {
  const side = measured({ plan, buffers });
  if (side.kind !== 'measured') throw new Error('not measured');
  return { ...side.measurement, nested };
}

function change(base: number, head: number, count: CountChange['count'] = 'buffers'): CountChange {
  return { count, base, head, ratio: null, answer: head > base ? 'worse' : 'better' };
}

function attributed(base: Measurement, head: Measurement, source: Measurement['workSource'] = 'statement') {
  const moved = change(base.work.buffers, head.work.buffers);
  const parts = attribute(base, head, [moved], source, []);
  return { parts, words: describeAttribution(moved, parts) };
}

const scan = (relation: string, blocks: number, more: ExplainNode = {}) =>
  seqScan(relation, { 'Shared Hit Blocks': blocks, ...more });
/** One node, with the triggers that ran after it. */
const withTriggers = (root: ExplainNode, triggers: readonly object[]) => {
  const estimates = { 'Startup Cost': 0, 'Total Cost': 1, 'Plan Rows': 1, 'Plan Width': 8 };
  return parsePlan([
    { Plan: { ...estimates, 'Actual Rows': 1, 'Actual Loops': 1, ...root }, Triggers: triggers },
  ]);
};

const cascade = 'DELETE FROM ONLY "public"."child" WHERE $1 OPERATOR(pg_catalog.=) "parent_id"';
const ran = (text: string, calls: number, buffers: number): NestedStatement => ({
  text,
  calls,
  buffers,
  temp: 0,
  wal: 0,
});

describe('a count that moved', () => {
  it('arises in the node that did more of it itself', () => {
    const join = (blocks: number): ExplainNode => ({
      'Node Type': 'Nested Loop',
      'Join Type': 'Inner',
      'Shared Hit Blocks': blocks + 20,
      Plans: [scan('deployments', blocks), scan('models', 20)],
    });
    const { parts, words } = attributed(
      measurement(planOf(join(168)), 188),
      measurement(planOf(join(5877)), 5897),
    );
    expect(words).toBe('of 5,709 more buffers, 5,709 are in Seq Scan on deployments');
    expect(parts).toMatchObject([{ kind: 'node', base: 168, head: 5877, baseNode: 1, headNode: 1 }]);
  });

  it('arises in a foreign key that the tree does not show', () => {
    const root: ExplainNode = {
      'Node Type': 'ModifyTable',
      Operation: 'Delete',
      'Relation Name': 'parent',
      Alias: 'parent',
      'Shared Hit Blocks': 42,
    };
    const key = {
      'Trigger Name': 'RI_ConstraintTrigger_a_1',
      'Constraint Name': 'child_parent_id_fkey',
      Calls: 10,
    };
    const plan = withTriggers(root, [{ ...key, Relation: 'parent', Time: 1 }]);
    const { words } = attributed(
      measurement(plan, 92, [ran(cascade, 10, 50)]),
      measurement(plan, 4510, [ran(cascade, 10, 4460)]),
    );
    expect(words).toBe(
      `of 4,418 more buffers, 4,410 are outside the plan, in foreign key child_parent_id_fkey, which executes ${cascade} (10 calls)`,
    );
  });

  it('is not counted twice where a function of the tree executes a statement', () => {
    const text = 'SELECT count(*) FROM items WHERE owner = $1';
    const { parts, words } = attributed(
      measurement(planOf(scan('owners', 120)), 120, [ran(text, 100, 100)]),
      measurement(planOf(scan('owners', 9020)), 9020, [ran(text, 100, 9000)]),
    );
    expect(words).toBe(
      `of 8,900 more buffers, 8,900 are in Seq Scan on owners, where a function executes ${text} (100 calls)`,
    );
    expect(parts).toMatchObject([{ kind: 'statement', headNode: 0 }]);
  });

  it('says when places went opposite ways', () => {
    const join = (a: number, b: number): ExplainNode => ({
      'Node Type': 'Nested Loop',
      'Join Type': 'Inner',
      'Shared Hit Blocks': a + b,
      Plans: [scan('a', a), scan('b', b)],
    });
    const { words } = attributed(
      measurement(planOf(join(100, 900)), 1000),
      measurement(planOf(join(3100, 200)), 3300),
    );
    expect(words).toBe('buffers: 3,000 more in Seq Scan on a, 700 fewer in Seq Scan on b');
  });

  it('that fell says where it was', () => {
    const { words } = attributed(
      measurement(planOf(scan('wide', 900)), 900),
      measurement(planOf(scan('wide', 90)), 90),
    );
    expect(words).toBe('of 810 fewer buffers, 810 were in Seq Scan on wide');
  });

  it('is outside the plan where nothing else holds it', () => {
    const plan = planOf(scan('t', 10));
    const { words } = attributed(measurement(plan, 10), measurement(plan, 700));
    expect(words).toBe('of 690 more buffers, 690 are outside the plan');
  });

  it('is told of five places at most, each of at least 5 %', () => {
    const many = (blocks: number): ExplainNode => ({
      'Node Type': 'Append',
      'Shared Hit Blocks': blocks * 7 + 5,
      Plans: [...Array.from({ length: 7 }, (_, at) => scan(`p${at}`, blocks)), scan('small', 5)],
    });
    const { parts } = attributed(measurement(planOf(many(10)), 75), measurement(planOf(many(1000)), 7005));
    expect(parts).toHaveLength(5);
  });
});

const sum = (parts: readonly { base: number | null; head: number | null }[], side: 'base' | 'head') =>
  parts.reduce((total, part) => total + (part[side] ?? 0), 0);

describe('the books balance', () => {
  const plans = majors.flatMap(major => fixturePlans(major).map(({ plan }) => plan));
  const nested = fc.array(
    fc.record({
      text: fc.constantFrom(cascade, 'SELECT 1', 'UPDATE t SET a = $1', 'INSERT INTO log VALUES ($1)'),
      calls: fc.integer({ min: 1, max: 20 }),
      buffers: fc.integer({ min: 0, max: 5000 }),
      temp: fc.integer({ min: 0, max: 50 }),
      wal: fc.integer({ min: 0, max: 100_000 }),
    }),
    { maxLength: 4 },
  );

  it('for real plans with whatever statements executed beside or inside of them', () => {
    const plan = fc.integer({ min: 0, max: plans.length - 1 });
    const beside = fc.integer({ min: -5, max: 9000 });
    const count = fc.constantFrom('buffers', 'temp', 'wal');
    fc.assert(
      fc.property(plan, plan, nested, nested, beside, beside, count, (a, b, inBase, inHead, x, y, name) => {
        const [base, head] = [plans[a], plans[b]];
        if (base === undefined || head === undefined) throw new Error('no plan');
        const moved = change(planWork(base)[name] + x, planWork(head)[name] + y, name);
        const parts = countParts(
          measurement(base, moved.base, inBase),
          measurement(head, moved.head, inHead),
          moved,
          'statement',
        );
        expect(sum(parts, 'base')).toBe(moved.base);
        expect(sum(parts, 'head')).toBe(moved.head);
        expect(parts.reduce((total, part) => total + difference(part), 0)).toBe(moved.head - moved.base);
      }),
      { numRuns: 2000, seed: 20_128 },
    );
  });

  it('without a rest where the plan is all that was counted', () => {
    for (const base of plans.slice(0, 120)) {
      const head = plans.at(-1) ?? base;
      const moved = change(planWork(base).buffers, planWork(head).buffers);
      const parts = countParts(measurement(base, 0), measurement(head, 0), moved, 'plan');
      expect(parts.filter(({ kind }) => kind !== 'node')).toEqual([]);
    }
  });
});

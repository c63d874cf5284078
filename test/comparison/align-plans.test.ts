import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignPlans } from '../../src/comparison/index.ts';
import { describeNode, parsePlan, walk } from '../../src/plan/index.ts';
import { fixturePlans } from '../plan/fixture-plans.ts';
import { largePlan, type RawNode, shapes } from '../plan/large-plans.ts';

const plans = [14, 16, 18].flatMap(fixturePlans).map(({ plan }) => plan);

/** Which nodes stand for one another, by name; what one side has alone is left out. */
function pairs(base: RawNode, head: RawNode): string[] {
  const aligned = alignPlans(parsePlan([{ Plan: base }]), parsePlan([{ Plan: head }])) ?? [];
  return aligned.flatMap(entry =>
    entry.base === null || entry.head === null
      ? []
      : `${describeNode(entry.base)} = ${describeNode(entry.head)}`,
  );
}

function node(type: string, fields: RawNode, ...plans: RawNode[]): RawNode {
  const children = plans.map((plan, at) => ({
    'Parent Relationship': at === 0 ? 'Outer' : 'Inner',
    ...plan,
  }));
  return { 'Node Type': type, ...fields, Plans: children };
}

function scan(name: string, type = 'Seq Scan', fields: RawNode = {}): RawNode {
  return node(type, { 'Relation Name': name, Alias: name, ...fields });
}

const byIndex = (name: string) => scan(name, 'Index Scan', { 'Index Name': `${name}_idx` });

describe('what stands for what', () => {
  test('the same relation, however it is reached', () => {
    const base = node('Nested Loop', {}, byIndex('a'), byIndex('b'));
    const head = node('Hash Join', {}, scan('a'), node('Hash', {}, scan('b')));
    expect(pairs(base, head)).toEqual([
      'Nested Loop = Hash Join',
      'Index Scan using a_idx on a = Seq Scan on a',
      'Index Scan using b_idx on b = Seq Scan on b',
    ]);
  });

  test('never two relations, and no hash of other rows', () => {
    const base = node('Hash Join', {}, scan('a'), node('Hash', {}, scan('b')));
    const head = node('Hash Join', {}, scan('c'), node('Hash', {}, scan('d')));
    expect(pairs(base, head)).toEqual(['Hash Join = Hash Join']);
  });

  test('scans of one table are told apart by their aliases', () => {
    const a = (type: string) => scan('t', type, { Alias: 'a' });
    const b = (type: string) => scan('t', type, { Alias: 'b' });
    const base = node('Nested Loop', {}, a('Seq Scan'), b('Seq Scan'));
    const head = node('Nested Loop', {}, b('Seq Scan'), a('Seq Scan'));
    expect(pairs(base, head)).toContain('Nested Loop = Nested Loop');
    expect(pairs(base, head).filter(pair => pair.includes('Scan'))).toHaveLength(1);
    expect(pairs(base, head).every(pair => !/ a = .* b$| b = .* a$/.test(pair))).toBe(true);
  });

  test('of two relations that changed places, the one that does most of the work', () => {
    const side = (first: string, second: string, heavy: string) => {
      const blocks = (name: string) => ({ 'Shared Hit Blocks': name === heavy ? 5000 : 5 });
      const fields = { 'Shared Hit Blocks': 5005, 'Actual Rows': 1, 'Actual Loops': 1 };
      return node(
        'Nested Loop',
        fields,
        ...[first, second].map(name => scan(name, 'Seq Scan', { ...fields, ...blocks(name) })),
      );
    };
    for (const heavy of ['a', 'b']) {
      expect(pairs(side('a', 'b', heavy), side('b', 'a', heavy))).toContain(
        `Seq Scan on ${heavy} = Seq Scan on ${heavy}`,
      );
    }
  });

  test('a sort above the same rows, though it sorts incrementally; not a sort of a subplan', () => {
    const sort = (type: string, fields: RawNode = {}) => node(type, fields, scan('a'));
    expect(pairs(sort('Sort'), sort('Incremental Sort'))[0]).toBe('Sort = Incremental Sort');
    const subplan = node(
      'Limit',
      {},
      {
        ...sort('Sort'),
        'Parent Relationship': 'InitPlan',
        'Subplan Name': 'InitPlan 1',
      },
    );
    expect(pairs(sort('Sort'), subplan)).toEqual(['Seq Scan on a = Seq Scan on a']);
  });
});

test('every node of both plans is there once, in its order', () => {
  const any = fc.constantFrom(...plans);
  fc.assert(
    fc.property(any, any, (base, head) => {
      const aligned = alignPlans(base, head) ?? [];
      expect(aligned.flatMap(entry => entry.base ?? [])).toEqual(walk(base));
      expect(aligned.flatMap(entry => entry.head ?? [])).toEqual(walk(head));
      expect(aligned.every(entry => entry.base !== null || entry.head !== null)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a plan is its own counterpart', () => {
  for (const plan of plans) {
    expect(alignPlans(plan, plan)?.filter(({ base, head }) => base !== head)).toEqual([]);
  }
});

describe('large plans', () => {
  test.each(shapes)('%s: 10,000 nodes against themselves', kind => {
    const [base, head] = [parsePlan(largePlan(kind, 10_000)), parsePlan(largePlan(kind, 10_000))];
    const start = performance.now();
    expect(alignPlans(base, head)?.every(entry => entry.base?.id === entry.head?.id)).toBe(true);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('equal beginnings and ends are set aside', () => {
    const explain = largePlan('wide', 10_000) as { Plan: RawNode }[];
    const base = parsePlan(explain);
    Object.assign(explain[0]?.Plan.Plans?.[6000] ?? {}, {
      'Node Type': 'Seq Scan',
      'Index Name': undefined,
    });
    const aligned = alignPlans(base, parsePlan(explain)) ?? [];
    expect(aligned).toHaveLength(10_000);
    expect(aligned.filter(entry => entry.base?.type !== entry.head?.type)).toHaveLength(1);
  });

  test('what differs too much is not compared, at once', () => {
    const [base, head] = [parsePlan(largePlan('wide', 5000)), parsePlan(largePlan('deep', 5000))];
    const start = performance.now();
    expect(alignPlans(base, head)).toBeNull();
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('2,000 nodes against 2,000 others are compared', () => {
    const [base, head] = [parsePlan(largePlan('mixed', 2000)), parsePlan(largePlan('wide', 2000))];
    expect(alignPlans(base, head)?.length).toBeGreaterThan(2000);
  });
});

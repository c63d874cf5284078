import { describe, expect, it } from 'vitest';
import { parsePlan, shape } from '../../src/plan/index.ts';
import { fixturePlan, fixturePlans, majors } from './fixture-plans.ts';

describe('shape', () => {
  it('reads as what it identifies', () => {
    expect(shape(fixturePlan(15, 'self-join'))).toBe(
      'Aggregate (Merge Join (Index Only Scan "customers_parent_id_idx" "customers" "c", ' +
        'Index Only Scan "customers_pkey" "customers" "manager"))',
    );
    expect(shape(fixturePlan(14, 'cte-of-cte'))).toBe(
      'Aggregate (CTE a: Seq Scan "orders", CTE b: Hashed Aggregate (CTE Scan "a"), ' +
        'InitPlan 3: Aggregate (CTE Scan "a" "a_1"), CTE Scan "b")',
    );
  });

  it('differs between different plans', () => {
    for (const major of majors) {
      const byShape = Map.groupBy(fixturePlans(major), ({ plan }) => shape(plan));
      const groups = [...byShape.values()]
        .map(group => group.map(({ name }) => name))
        .filter(group => group.length > 1);
      // The same plan under another budget for memory, rows or options: shape is blind to those by design.
      expect(groups.flat().length).toBeLessThan(45);
      expect(
        groups.find(group => group.includes('index-scan') && group.includes('seq-scan')),
      ).toBeUndefined();
    }
  });

  const scan = (fields: object) => ({
    'Node Type': 'Index Scan',
    'Parent Relationship': 'Outer',
    'Relation Name': 't',
    Alias: 't',
    'Index Name': 't_idx',
    'Scan Direction': 'Forward',
    'Total Cost': 5,
    'Plan Rows': 10,
    'Actual Rows': 1,
    'Actual Loops': 1,
    'Index Cond': '(id = 7)',
    ...fields,
  });
  const shapeOf = (fields: object, above: object = {}) =>
    shape(
      parsePlan([
        { Plan: { 'Node Type': 'Gather', 'Workers Launched': 2, ...above, Plans: [scan(fields)] } },
      ]),
    );

  it.each([
    ['costs', { 'Total Cost': 900 }],
    ['estimates', { 'Plan Rows': 900 }],
    ['rows', { 'Actual Rows': 900, 'Actual Loops': 4 }],
    ['literals', { 'Index Cond': '(id = 8)' }],
    ['unknown fields', { 'Something New': 1 }],
  ])('is blind to %s', (_what, fields) => {
    expect(shapeOf(fields)).toBe(shapeOf({}));
  });

  it('is blind to how many workers came', () => {
    expect(shapeOf({}, { 'Workers Launched': 0 })).toBe(shapeOf({}));
  });

  it.each([
    ['the index', { 'Index Name': 'other_idx' }],
    ['the relation', { 'Relation Name': 'u' }],
    ['the alias', { Alias: 't2' }],
    ['the direction', { 'Scan Direction': 'Backward' }],
    ['the node type', { 'Node Type': 'Index Only Scan' }],
    ['the join type', { 'Join Type': 'Left' }],
    ['parallelism', { 'Parallel Aware': true }],
    ['the strategy', { Strategy: 'Hashed' }],
    ['the subplan', { 'Subplan Name': 'SubPlan 1' }],
  ])('sees %s', (_what, fields) => {
    expect(shapeOf(fields)).not.toBe(shapeOf({}));
  });

  it('cannot be imitated by a name', () => {
    const plain = parsePlan([
      { Plan: { 'Node Type': 'A', Plans: [{ 'Node Type': 'B' }, { 'Node Type': 'C' }] } },
    ]);
    const tricky = parsePlan([
      { Plan: { 'Node Type': 'A', Plans: [{ 'Node Type': 'B', Alias: '", C "' }] } },
    ]);
    expect(shape(plain)).toBe('A (B, C)');
    expect(shape(tricky)).toBe('A (B "\\", C \\"")');
  });
});

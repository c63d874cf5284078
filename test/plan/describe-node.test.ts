import { describe, expect, it } from 'vitest';
import { describeNode, walk } from '../../src/plan/index.ts';
import { fixturePlan, majors } from './fixture-plans.ts';

describe.each(majors)('describeNode on PostgreSQL %i', major => {
  it.each([
    ['index-scan', 'Index Scan using orders_placed_at_idx on orders'],
    ['index-scan-backward', 'Index Scan Backward using orders_placed_at_idx on orders'],
    ['index-only-scan', 'Index Only Scan using orders_customer_id_idx on orders'],
    ['bitmap-scan', 'Bitmap Index Scan on orders_customer_id_idx'],
    ['bitmap-scan', 'Bitmap Heap Scan on orders'],
    ['seq-scan', 'Seq Scan on readings'],
    ['self-join', 'Index Only Scan using customers_pkey on customers manager'],
    ['quoted-names', 'Index Scan using "Lines by ""label""" on "Order Lines" "my ""lines"""'],
    ['init-plan-in-output-verbose', 'Seq Scan on public.items'],
    ['nested-loop-left', 'Nested Loop Left Join'],
    ['hash-full-join', 'Hash Full Join'],
    ['merge-full-join', 'Merge Full Join'],
    ['merge-join', 'Merge Join'],
    ['hash-aggregate', 'HashAggregate'],
    ['group-aggregate', 'GroupAggregate'],
    ['mixed-aggregate', 'MixedAggregate'],
    ['parallel-seq-scan', 'Parallel Seq Scan on items'],
    ['parallel-hash-join', 'Parallel Hash Join'],
    ['parallel-append', 'Parallel Append'],
    ['function-scan', 'Function Scan on busiest b'],
    ['values-scan', 'Values Scan on "*VALUES*"'],
    ['cte-shadowed', 'CTE Scan on x a'],
    ['recursive-cte', 'WorkTable Scan on up up_1'],
    ['subquery-scan', 'Subquery Scan on s'],
    ['intersect', 'HashSetOp Intersect'],
    ['except-sorted', 'SetOp Except All'],
    ['insert', 'Insert on regions'],
    ['update-join', 'Update on orders o'],
    ['lock-rows', 'LockRows'],
    ['sample-scan', 'Sample Scan on orders'],
  ])('%s: %s', (name, text) => {
    expect(walk(fixturePlan(major, name)).map(describeNode)).toContain(text);
  });

  it('partial aggregates', () => {
    const names = walk(fixturePlan(major, 'parallel-aggregate')).map(describeNode);
    expect(names.some(name => name.startsWith('Finalize '))).toBe(true);
    expect(names.some(name => name.startsWith('Partial '))).toBe(true);
  });
});

import { expect, test } from 'vitest';
import { aliasesNamed, conditionGraph } from '../../src/rules/condition-graph.ts';
import { type ExplainNode, indexScan, planOf, seqScan } from '../support/case-result.ts';

/** Which tables of a plan conditions hold together. */

const loop = (outer: ExplainNode, inner: ExplainNode, more: ExplainNode = {}): ExplainNode => ({
  'Node Type': 'Nested Loop',
  ...more,
  Plans: [outer, inner],
});

test.each<[string, ExplainNode, boolean]>([
  ['nothing', loop(seqScan('a'), seqScan('b')), false],
  ['a filter of each', loop(seqScan('a', { Filter: '(x = 1)' }), seqScan('b', { Filter: '(x = 2)' })), false],
  [
    'the same value',
    loop(seqScan('a', { Filter: '(x = 1)' }), indexScan('b', 'i', { 'Index Cond': '(x = 1)' })),
    true,
  ],
  [
    'the same text',
    loop(
      seqScan('a', { Filter: "(x = 'it''s'::text)" }),
      seqScan('b', { Filter: "((y > 3) AND (x = 'it''s'::text))" }),
    ),
    true,
  ],
  ['a join filter', loop(seqScan('a'), seqScan('b'), { 'Join Filter': '(a.x < b.x)' }), true],
  ['an index condition', loop(seqScan('a'), indexScan('b', 'i', { 'Index Cond': '(x = a.x)' })), true],
  [
    'a lookup that is kept',
    loop(seqScan('a'), {
      'Node Type': 'Memoize',
      'Cache Key': 'a.x',
      Plans: [seqScan('b', { Filter: '(y = a.x)' })],
    }),
    true,
  ],
  [
    'a third table',
    loop(
      loop(seqScan('a'), seqScan('b')),
      indexScan('c', 'i', { 'Index Cond': '((x = a.x) AND (y = b.y))' }),
    ),
    true,
  ],
  [
    'a third table that joins one of them',
    loop(loop(seqScan('a'), seqScan('b')), indexScan('c', 'i', { 'Index Cond': '(x = a.x)' })),
    false,
  ],
  [
    'a subquery',
    loop(
      loop({ 'Node Type': 'Subquery Scan', Alias: 's', Plans: [seqScan('a')] }, seqScan('d'), {
        'Join Filter': '(s.x = d.x)',
      }),
      seqScan('b'),
      { 'Join Filter': '(d.y = b.y)' },
    ),
    true,
  ],
])('%s', (_, plan, expected) => {
  expect(conditionGraph(planOf(plan)).connects(new Set(['a']), new Set(['b']))).toBe(expected);
});

test.each<[string, string[]]>([
  ['(a.x = b.y)', ['a', 'b']],
  ['(x = 1.5)', []],
  ["(note = 'a.b'::text)", []],
  ['("A b".x = "c""d"."E")', ['A b', 'c"d']],
  ['(größe.x > 1)', ['größe']],
  ['(x = (InitPlan 1).col1)', []],
])('%s names', (condition, expected) => {
  expect(aliasesNamed(condition)).toEqual(expected);
});

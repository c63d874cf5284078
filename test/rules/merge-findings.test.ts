import { expect, test } from 'vitest';
import type { RuleId } from '../../src/config/index.ts';
import { mergeFindings } from '../../src/rules/merge-findings.ts';
import type { Facts, Finding } from '../../src/rules/types.ts';

const finding = (
  rule: RuleId,
  relation: string | null,
  facts: Facts,
  more: Partial<Finding> = {},
): Finding => ({
  rule,
  severity: 'warning',
  query: 'q',
  parameters: '',
  side: 'head',
  isNew: true,
  file: 'q.sql',
  line: 1,
  column: null,
  relation,
  node: 1,
  share: null,
  impact: 0,
  suppressed: null,
  facts,
  also: [],
  ...more,
});
const merged = (...findings: Finding[]) =>
  mergeFindings(findings).map(({ rule, also }) => [rule, ...also.map(cause => cause.rule)].join(' with '));
const scan = (scanned: string, more: Partial<Finding> = {}) =>
  finding('sequential-scan', 'people', { scanned }, more);

test('a column that is hidden in one reading of a table explains what is seen of that one', () => {
  const hidden = finding('function-on-column', 'people', { scanned: 'people y' }, { node: 2 });
  expect(merged(scan('people x'), hidden)).toEqual(['sequential-scan', 'function-on-column']);
  expect(merged(scan('people y'), hidden)).toEqual(['sequential-scan with function-on-column']);
  expect(merged(scan('people x'), scan('people y', { node: 2 }), hidden)).toEqual([
    'sequential-scan',
    'sequential-scan with function-on-column',
  ]);
});

test('an OR across tables explains the loop of any of them', () => {
  const or = finding('or-across-columns', null, { scanned: null });
  expect(merged(finding('repeated-scan', 'people', { scanned: 'people x' }), or)).toEqual([
    'repeated-scan with or-across-columns',
  ]);
});

test('who accepts a hidden column accepts the scan, and who accepts a repeated scan does not', () => {
  const accepted = { suppressed: 'known' };
  const [first] = mergeFindings([
    scan('people y'),
    finding('function-on-column', 'people', { scanned: 'people y' }, accepted),
  ]);
  expect(first?.suppressed).toBe('known');
  const [second] = mergeFindings([scan('people y'), finding('repeated-scan', 'people', {}, accepted)]);
  expect(second).toMatchObject({ suppressed: null, also: [{ rule: 'repeated-scan' }] });
});

const subplan = (rule: 'correlated-subplan' | 'not-in-subquery', node: number, lastNode: number, more = {}) =>
  finding(rule, 'people', { lastNode }, { node, ...more });

test('a subquery that runs for each row explains the scans in it, and not those beside it', () => {
  const [inside, beside] = [scan('people x', { node: 4 }), scan('people y', { node: 5 })];
  expect(merged(inside, beside, subplan('correlated-subplan', 3, 4))).toEqual([
    'sequential-scan with correlated-subplan',
    'sequential-scan',
  ]);
  expect(merged(beside, subplan('correlated-subplan', 3, 4))).toEqual([
    'sequential-scan',
    'correlated-subplan',
  ]);
  expect(
    merged(finding('repeated-scan', 'orders', {}, { node: 4 }), subplan('correlated-subplan', 3, 4)),
  ).toEqual(['repeated-scan with correlated-subplan']);
  expect(merged(inside, beside, subplan('not-in-subquery', 3, 4))).toEqual([
    'sequential-scan with not-in-subquery',
    'sequential-scan',
  ]);
});

test('a scan, a subquery and the NOT IN that asks it are one finding', () => {
  expect(
    merged(
      scan('people x', { node: 4 }),
      subplan('correlated-subplan', 3, 4),
      subplan('not-in-subquery', 3, 4),
    ),
  ).toEqual(['sequential-scan with not-in-subquery with correlated-subplan']);
});

test('who accepts that a subquery runs for each row accepts none of the scans in it', () => {
  const [told] = mergeFindings([
    scan('people x', { node: 4 }),
    subplan('correlated-subplan', 3, 4, { suppressed: 'few rows' }),
  ]);
  expect(told).toMatchObject({ suppressed: null, also: [{ rule: 'correlated-subplan' }] });
});

test('NOT IN whose result is hashed reads nothing again, and is told with the rows that it makes unexpected', () => {
  const hashed = finding('not-in-subquery', 'people', { lastNode: 4, isHashed: true }, { node: 3 });
  const misestimate = finding('row-misestimate', 'orders', { subplans: '3' }, { node: 2 });
  expect(merged(scan('people x', { node: 4 }), hashed, misestimate)).toEqual([
    'sequential-scan',
    'not-in-subquery with row-misestimate',
  ]);
});

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
const told = (...findings: Finding[]) => mergeFindings(findings, ({ suppressed }) => suppressed !== null);
const merged = (...findings: Finding[]) =>
  told(...findings).map(({ rule, also }) => [rule, ...also.map(cause => cause.rule)].join(' with '));
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

const accepted = { suppressed: 'known' };
const hidden = (rule: RuleId, more: Partial<Finding> = {}) =>
  finding(rule, 'people', { scanned: 'people y' }, more);
const brief = (...findings: Finding[]) =>
  told(...findings).map(({ rule, severity, suppressed, also }) => {
    const rules = [rule, ...also.map(cause => cause.rule)].join(' with ');
    return `${rules}: ${suppressed === null ? severity : 'accepted'}`;
  });

test('who accepts a hidden column accepts the scan, and who accepts a repeated scan does not', () => {
  expect(brief(scan('people y'), hidden('function-on-column', accepted))).toEqual([
    'sequential-scan with function-on-column: accepted',
  ]);
  expect(brief(scan('people y'), finding('repeated-scan', 'people', {}, accepted))).toEqual([
    'sequential-scan: warning',
    'repeated-scan: accepted',
  ]);
});

test('who accepts a scan does not accept what causes it', () => {
  expect(brief(scan('people y', accepted), hidden('function-on-column'))).toEqual([
    'sequential-scan: accepted',
    'function-on-column: warning',
  ]);
  expect(brief(scan('people y', accepted), hidden('function-on-column', accepted))).toEqual([
    'sequential-scan with function-on-column: accepted',
  ]);
});

test('who accepts one cause of two accepts neither the other nor the scan', () => {
  const [one, other] = [hidden('function-on-column', accepted), hidden('cast-on-column')];
  expect(brief(scan('people y'), one, other)).toEqual([
    'sequential-scan with cast-on-column: warning',
    'function-on-column: accepted',
  ]);
});

test('who waives a rule accepts it as who suppresses it does', () => {
  const waived = ({ rule }: Finding) => rule === 'sequential-scan';
  const findings = mergeFindings([scan('people y'), hidden('function-on-column')], waived);
  expect(findings.map(({ rule, also }) => [rule, also.length])).toEqual([
    ['sequential-scan', 0],
    ['function-on-column', 0],
  ]);
});

test('a rule that is off leaves the other, and the most severe that is new says how severe both are', () => {
  const off = { severity: 'off' } as const;
  const error = { severity: 'error' } as const;
  expect(brief(scan('people y', off), hidden('function-on-column'))).toEqual([
    'sequential-scan: off',
    'function-on-column: warning',
  ]);
  expect(brief(scan('people y'), hidden('function-on-column', off))).toEqual([
    'sequential-scan: warning',
    'function-on-column: off',
  ]);
  expect(brief(scan('people y'), hidden('function-on-column', error))).toEqual([
    'sequential-scan with function-on-column: error',
  ]);
  expect(brief(scan('people y'), hidden('function-on-column', { ...error, isNew: false }))).toEqual([
    'sequential-scan with function-on-column: warning',
  ]);
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

test('a subquery that runs for each row explains what is read by an index that serves it badly', () => {
  for (const rule of ['wrong-index-for-order', 'index-filter'] as const) {
    const scanned = finding(rule, 'people', { scanned: 'people x' }, { node: 4 });
    expect(merged(scanned, subplan('correlated-subplan', 3, 4))).toEqual([`${rule} with correlated-subplan`]);
  }
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
  expect(brief(scan('people x', { node: 4 }), subplan('correlated-subplan', 3, 4, accepted))).toEqual([
    'sequential-scan: warning',
    'correlated-subplan: accepted',
  ]);
});

test('NOT IN whose result is hashed reads nothing again, and is told with the rows that it makes unexpected', () => {
  const hashed = finding('not-in-subquery', 'people', { lastNode: 4, isHashed: true }, { node: 3 });
  const misestimate = finding('row-misestimate', 'orders', { subplans: '3' }, { node: 2 });
  expect(merged(scan('people x', { node: 4 }), hashed, misestimate)).toEqual([
    'sequential-scan',
    'not-in-subquery with row-misestimate',
  ]);
});

test('a key that is hidden from partitions and from indexes, and whose rows are unexpected, is one finding', () => {
  const unpruned = (column: string | null) =>
    finding('no-partition-pruning', 'runs', { scanned: 'runs r', hidden: column });
  const cast = finding('cast-on-column', 'runs', { scanned: 'runs r', column: 'model' });
  const off = finding('row-misestimate', 'runs_3', { scan: 1 }, { node: 3 });
  expect(merged(unpruned('model'), cast, off)).toEqual([
    'no-partition-pruning with cast-on-column with row-misestimate',
  ]);
  expect(merged(unpruned('day'), cast)).toEqual(['no-partition-pruning', 'cast-on-column']);
  expect(merged(unpruned(null), off)).toEqual(['no-partition-pruning', 'row-misestimate']);
  expect(merged(cast, off)).toEqual(['cast-on-column with row-misestimate']);
});

import { expect, test } from 'vitest';
import type { RuleSettings, Severity } from '../../src/config/index.ts';
import { severityOf } from '../../src/rules/severity-of.ts';

const query = { query: 'q', tags: ['slow', 'nightly'], relation: 'app.runs', weight: null };

test.each([
  ['the rule’s own', undefined, 'error'],
  ['the rule’s, as it is set', { severity: 'warning' }, 'warning'],
  ['a tag’s before it', { severity: 'off', tags: { slow: 'error' } }, 'error'],
  ['the lowest of several tags’', { tags: { slow: 'error', nightly: 'note' } }, 'note'],
  ['a tag that the query does not have', { tags: { fast: 'off' } }, 'error'],
  ['a table’s before its tags’', { tables: { runs: 'warning' }, tags: { slow: 'off' } }, 'warning'],
  ['a table’s with its schema', { tables: { 'app.runs': 'note', runs: 'off' } }, 'note'],
  ['a table of another schema', { tables: { 'other.runs': 'off' } }, 'error'],
  [
    'the query’s before all others',
    { queries: { q: 'error' }, tables: { runs: 'off' }, tags: { slow: 'off' }, severity: 'off' },
    'error',
  ],
  ['another query’s', { queries: { other: 'off' } }, 'error'],
  ['off for one query', { queries: { q: 'off' } }, 'off'],
] as const)('%s', (_, settings, expected) => {
  expect(
    severityOf(
      'sequential-scan',
      settings === undefined ? undefined : { severity: 'error', thresholds: {}, ...settings },
      query,
    ),
  ).toBe(expected);
});

test('of the schema there is no query and no tag', () => {
  const schema = { query: null, tags: [], relation: 'runs', weight: null };
  expect(
    severityOf('duplicate-index', { severity: 'warning', thresholds: {}, queries: { '': 'off' } }, schema),
  ).toBe('warning');
  expect(
    severityOf('duplicate-index', { severity: 'warning', thresholds: {}, tables: { runs: 'note' } }, schema),
  ).toBe('note');
});

const small = { ...query, weight: 0.009 };
const set = (severity: Severity, more = {}) => ({ severity, thresholds: {}, ...more });

test('what a rule takes for less is worth one level less', () => {
  const lesser = { ...query, isLesser: true };
  expect(severityOf('sequential-scan', set('error'), lesser)).toBe('warning');
  expect(severityOf('sequential-scan', set('note'), lesser)).toBe('note');
  expect(severityOf('sequential-scan', set('note', { queries: { q: 'error' } }), lesser)).toBe('error');
});

test.each<[string, RuleSettings, typeof small, Severity]>([
  ['an error is a warning', set('error'), small, 'warning'],
  ['a warning is a note', set('warning'), small, 'note'],
  ['a note stays one', set('note'), small, 'note'],
  ['what is off stays off', set('off'), small, 'off'],
  ['what is said of the query holds', set('note', { queries: { q: 'error' } }), small, 'error'],
  ['what is said of a tag holds', set('note', { tags: { slow: 'error' } }), small, 'error'],
  ['more than a hundredth is not little', set('error'), { ...query, weight: 0.01 }, 'error'],
])('of a query that does little of all the work %s', (_, settings, subject, expected) => {
  expect(severityOf('sequential-scan', settings, subject)).toBe(expected);
});

import { expect, test } from 'vitest';
import { splitRemedy } from '../../src/report/split-remedy.ts';

test.each([
  ['Keep a_idx.', 'Keep a_idx.', null],
  [
    'Keep a_idx, or recreate it: CREATE INDEX a ON b (c);',
    'Keep a_idx, or recreate it:',
    'CREATE INDEX a ON b (c);',
  ],
  [
    'Keep "x: DROP TABLE t;", then: ANALYZE "a: DROP b;";',
    'Keep "x: DROP TABLE t;", then:',
    'ANALYZE "a: DROP b;";',
  ],
  ["More memory: SET work_mem = '8MB';", 'More memory:', "SET work_mem = '8MB';"],
  ['Mark them: VACUUM a; ALTER TABLE a SET (b = 1);', 'Mark them:', 'VACUUM a; ALTER TABLE a SET (b = 1);'],
  ['Look at it: CREATE INDEX a ON b (c); and wait.', 'Look at it: CREATE INDEX a ON b (c); and wait.', null],
  ['', '', null],
])('%s', (remedy, words, statement) => {
  expect(splitRemedy(remedy)).toEqual({ words, statement });
});

test('a long remedy of quotes and colons is read without going back and forth', () => {
  expect(splitRemedy(`${'"'.repeat(50_001)};`).statement).toBeNull();
  expect(splitRemedy(`${': CREATE '.repeat(20_000)};`).words).toBe(':');
});

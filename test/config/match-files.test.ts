import { expect, it } from 'vitest';
import { matchFiles } from '../../src/config/index.ts';

const files = ['.hidden/c.sql', 'a/1.sql', 'a/b/2.sql', 'a/readme.md', 'z.sql'];

it.each([
  [['a/**/*.sql'], ['a/1.sql', 'a/b/2.sql']],
  [
    ['z.sql', 'a/*.sql', '**/*.sql'],
    ['z.sql', 'a/1.sql', '.hidden/c.sql', 'a/b/2.sql'],
  ],
  [
    ['**/*.sql', '!a/**'],
    ['.hidden/c.sql', 'z.sql'],
  ],
  [
    ['!a/**', '**/*.sql'],
    ['.hidden/c.sql', 'z.sql'],
  ],
  [['nothing/*.sql'], []],
  [[], []],
])('%j gives %j', (patterns, expected) => {
  expect(matchFiles(files, patterns)).toEqual(expected);
});

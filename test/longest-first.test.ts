import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { longest } from './support/longest-first.ts';

it.each(longest)('%s is a file of tests', name => {
  expect(existsSync(join(import.meta.dirname, `${name}.test.ts`))).toBe(true);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configJsonSchema, readConfig } from '../../src/config/index.ts';
import { memoryTree, refusal } from './memory-tree.ts';

/** Each mistake is a .yml file; what it must print stands beside it in a .txt file. */
const folder = join(import.meta.dirname, 'golden', 'mistakes');
const files = readdirSync(folder);
const names = files.filter(file => file.endsWith('.yml')).map(file => file.slice(0, -'.yml'.length));
const sources = { 'db/migrations/001.sql': 'SELECT 1;\n', 'db/queries/model.sql': 'SELECT 1;\n' };

const text = (name: string) => readFileSync(join(folder, `${name}.yml`), 'utf8');

/** Bad YAML, or bad in a way that no JSON Schema can say. */
const beyondSchema = new Set([
  'aliases',
  'absolute-path',
  'broken-yaml',
  'duplicate-key',
  'endless-timeout',
  'foreign-tag',
  'long-line',
  'long-text',
  'migrations-not-there',
  'only-exclusions',
  'path-leaves',
  'paths-not-there',
  'queries-not-there',
  'tab',
  'two-documents',
  'unclosed-quote',
  'unknown-alias',
  'zero-timeout',
]);

describe('a plangate.yml with a mistake', () => {
  it.each(names)('%s is refused in these words', async name => {
    const tree = memoryTree({ ...sources, 'plangate.yml': text(name) });
    await expect(await refusal(readConfig(tree, null))).toMatchFileSnapshot(join(folder, `${name}.txt`));
  });

  it('has one text each', () => {
    expect(files.filter(file => !file.endsWith('.yml'))).toEqual(names.map(name => `${name}.txt`));
  });

  // A file of its own would overflow the formatter's stack.
  it('nested deeper than the stack is refused', async () => {
    const tree = memoryTree({ ...sources, 'plangate.yml': `samples: ${'['.repeat(50_000)}` });
    expect(await refusal(readConfig(tree, null))).toContain('it is nested too deeply.');
  });

  it('longer than 1 MB is refused', async () => {
    const tree = memoryTree({ ...sources, 'plangate.yml': `role: ${'x'.repeat(2 ** 20)}` });
    expect(await refusal(readConfig(tree, null))).toContain('longer than 1 MB');
  });

  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const isValid = ajv.compile(configJsonSchema());
  it.each(names.filter(name => !beyondSchema.has(name)))('%s is refused by the JSON Schema too', name => {
    expect(isValid(parse(text(name)))).toBe(false);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readQueries } from '../../src/queries/index.ts';
import { memoryTree, refusal } from '../config/memory-tree.ts';

/** Each mistake is a .sql file; what it must print stands beside it in a .txt file. */
const folder = join(import.meta.dirname, 'golden', 'mistakes');
const files = readdirSync(folder);
const names = files.filter(file => file.endsWith('.sql')).map(file => file.slice(0, -'.sql'.length));

function refused(queries: Readonly<Record<string, string>>): Promise<string> {
  return refusal(readQueries(memoryTree(queries), ['**/*.sql']));
}

describe('a query file with a mistake', () => {
  it.each(names)('%s is refused in these words', async name => {
    const text = readFileSync(join(folder, `${name}.sql`), 'utf8');
    await expect(await refused({ 'db/query.sql': text })).toMatchFileSnapshot(join(folder, `${name}.txt`));
  });

  it('has one text each', () => {
    expect(files.filter(file => !file.endsWith('.sql'))).toEqual(names.map(name => `${name}.txt`));
  });

  it('that gives a name for the second time names both places', async () => {
    const again = { 'a.sql': '-- name: one\nSELECT 1;\n', 'b/one.sql': '\nSELECT 2;\n' };
    expect(await refused(again)).toBe(
      'b/one.sql:2: the name "one" is given in a.sql:1 already. Give each query a name of its own, with a line such as -- name: latest-deployments.\n',
    );
  });

  it('whose own name cannot be the name of its query', async () => {
    expect(await refused({ 'db/a\nb.sql': 'SELECT 1;\n' })).toBe(
      'db/a\ufffdb.sql:1: the file\'s name "a\\nb" cannot be the name of its query. Write a line such as -- name: latest-deployments above the statement.\n',
    );
  });

  it.each([
    ['too many parentheses', `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)};`],
    ['too long a sum', `SELECT ${'1+'.repeat(100_000)}1;`],
    ['an unclosed string of 1 MB', `SELECT '${'x\n'.repeat(500_000)};`],
  ])(
    'that has %s is refused in few words',
    async (_, text) => {
      const message = await refused({ 'deep.sql': text });
      expect(message).toMatch(/^deep\.sql:1:\d+: /);
      expect(message.length).toBeLessThan(600);
      expect(await readQueries(memoryTree({ 'fine.sql': 'SELECT 1;' }), ['*.sql'])).toHaveLength(1);
    },
    60_000,
  );

  it('of 5 MB is refused at the right place, in seconds', async () => {
    const rows = Array.from({ length: 300_000 }, (_, n) => `('é', ${n + 100_000})`).join(',\n');
    const message = await refused({ 'big.sql': `INSERT INTO t VALUES\n${rows}\nRETURNIGN *;\n` });
    expect(message).toBe(
      'big.sql:300002:1: syntax error at or near "RETURNIGN". Correct the statement.\n  RETURNIGN *;\n  ^\n',
    );
  }, 60_000);
});

import { describe, expect, it } from 'vitest';
import { type RegisteredQuery, readQueries, resolveSets } from '../../src/queries/index.ts';
import { memoryTree, refusal } from '../config/memory-tree.ts';

async function query(): Promise<RegisteredQuery> {
  const text = '-- name: q\n-- params from: select a, b from t\nSELECT :a, :b;';
  const [read] = await readQueries(memoryTree({ 'q.sql': text }), ['*.sql']);
  if (read === undefined) throw new Error('no query');
  return read;
}

describe('the rows of params from', () => {
  it('are sets with numbers for names', async () => {
    const rows = [
      { a: '1', b: null, other: 'x' },
      { b: '4', a: '3' },
    ];
    expect(resolveSets(await query(), rows)).toEqual([
      { name: 'from-1', line: 2, values: { a: '1', b: null } },
      { name: 'from-2', line: 2, values: { a: '3', b: '4' } },
    ]);
  });

  it('are the only sets of a query without params', async () => {
    expect((await query()).sets).toEqual([]);
  });

  it('must have a column for each parameter', async () => {
    const read = await query();
    expect(await refusal(Promise.resolve().then(() => resolveSets(read, [{ a: '1' }])))).toBe(
      'q.sql:2, params from: no column is called "b". Name one with AS.\n',
    );
  });

  it('may not be so many that measuring them takes hours', async () => {
    const read = await query();
    const rows = Array.from({ length: 101 }, () => ({ a: '1', b: '2' }));
    expect(await refusal(Promise.resolve().then(() => resolveSets(read, rows)))).toBe(
      'q.sql:2, params from: this gave 101 sets. Add LIMIT: at most 100.\n',
    );
  });
});

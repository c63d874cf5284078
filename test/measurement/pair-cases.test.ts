import { describe, expect, it } from 'vitest';
import { pairCases } from '../../src/measurement/index.ts';
import { readQueries } from '../../src/queries/index.ts';
import { memoryTree } from '../config/memory-tree.ts';

const queries = (text: string) => readQueries(memoryTree({ 'q.sql': text }), ['q.sql']);
const shown = (pairs: ReturnType<typeof pairCases>) =>
  pairs.map(({ base, head }) => ({
    query: (head ?? base)?.query.name,
    set: (head ?? base)?.parameters,
    base: base?.values ?? null,
    head: head?.values ?? null,
  }));

describe('pairCases', () => {
  it("gives both sides head's values, in each statement's own order", async () => {
    const base = await queries('-- name: q\n-- params: {"a": 1, "b": 2}\nSELECT :a::int, :b::int;');
    const head = await queries('-- name: q\n-- params: {"a": 3, "b": 4}\nSELECT :b::int, :a::int;');
    expect(shown(pairCases(base, head, new Map()))).toEqual([
      { query: 'q', set: '', base: ['3', '4'], head: ['4', '3'] },
    ]);
  });

  it("falls back to base's own set of that name where the parameters differ", async () => {
    const base = await queries('-- name: q\n-- params: {"old": 1}\nSELECT :old::int;');
    const head = await queries('-- name: q\n-- params: {"new": 2}\nSELECT :new::int;');
    expect(shown(pairCases(base, head, new Map()))).toEqual([
      { query: 'q', set: '', base: ['1'], head: ['2'] },
    ]);
  });

  it('knows new and removed queries, and parameter sets that only head has', async () => {
    const base = await queries(
      '-- name: gone\nSELECT 1;\n\n-- name: q\n-- params a: {"x": 1}\nSELECT :x::int;',
    );
    const head = await queries(
      '-- name: q\n-- params a: {"x": 1}\n-- params b: {"x": 2}\nSELECT :x::int;\n\n-- name: fresh\nSELECT 2;',
    );
    expect(shown(pairCases(base, head, new Map()))).toEqual([
      { query: 'q', set: 'a', base: ['1'], head: ['1'] },
      { query: 'q', set: 'b', base: ['2'], head: ['2'] },
      { query: 'fresh', set: '', base: null, head: [] },
      { query: 'gone', set: '', base: [], head: null },
    ]);
  });
});

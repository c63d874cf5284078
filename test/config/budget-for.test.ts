import { describe, expect, it } from 'vitest';
import { type Budget, type Budgets, budgetFor, lockText, parseLocks } from '../../src/config/index.ts';
import { samplesWanted } from '../../src/queries/index.ts';

const locks = (text: string) => {
  const read = parseLocks(text);
  if ('problem' in read) throw new Error(read.problem);
  return read.locks;
};

describe('the budget of a query', () => {
  const budgets: Budgets = {
    latency: 500,
    buffers: 9000,
    tags: { web: { latency: 50, rows: 100 }, fast: { latency: 20 }, slow: { latency: 900 } },
  };
  it.each<[string, Budget, readonly string[], Budget]>([
    ['nothing of its own', {}, [], { latency: 500, buffers: 9000 }],
    ['a tag', {}, ['web'], { latency: 50, buffers: 9000, rows: 100 }],
    ['several tags: the smallest', {}, ['web', 'fast', 'slow'], { latency: 20, buffers: 9000, rows: 100 }],
    ['a tag that is wider than the default', {}, ['slow'], { latency: 900, buffers: 9000 }],
    ['its own over its tags', { latency: 70 }, ['web'], { latency: 70, buffers: 9000, rows: 100 }],
    ['a tag that has no budget', {}, ['nightly', 'constructor'], { latency: 500, buffers: 9000 }],
    ['a limit of zero', { rows: 0 }, ['web'], { latency: 50, buffers: 9000, rows: 0 }],
  ])('takes %s', (_, budget, tags, expected) => {
    expect(budgetFor(budgets, { budget, tags })).toEqual(expected);
  });

  it('adds plan locks up, each once', () => {
    const own = { budget: { plan: locks('index a, no spill') }, tags: ['web'] };
    const all = budgetFor({ plan: locks('no spill'), tags: { web: { plan: locks('index b') } } }, own);
    expect((all.plan ?? []).map(lockText)).toEqual(['no spill', 'index b', 'index a']);
  });

  it('says how many samples it takes to show its quantiles', () => {
    const wanted = [{ latency: 5 }, { 'latency-p95': 5 }, { 'latency-p99': 5, 'latency-p95': 4 }];
    expect(wanted.map(samplesWanted)).toEqual([0, 20, 100]);
  });
});

describe('plan locks', () => {
  it.each([
    ['Index Deployments_idx', 'index deployments_idx'],
    ['index "Odd, name"', 'index "Odd, name"'],
    ['index app."a ""b"""', 'index app."a ""b"""'],
    ['no  Sequential\tscan', 'no sequential scan'],
    ['NO SEQUENTIAL SCAN ON Public.Runs', 'no sequential scan on public.runs'],
    ['no sequential scan on größe', 'no sequential scan on größe'],
    ['no spill', 'no spill'],
  ])('%s is %s, and reads the same again', (text, expected) => {
    expect(locks(text).map(lockText)).toEqual([expected]);
    expect(locks(expected)).toEqual(locks(text));
  });
});

import { describe, expect, it } from 'vitest';
import { claims, notAsNamed } from './claims.ts';
import { readWorkloads } from './workloads.ts';

const workloads = await readWorkloads();

const node = (type: string, more: object = {}, ...children: object[]) => ({
  ...{ 'Node Type': type, 'Startup Cost': 0, 'Total Cost': 1, 'Plan Rows': 1, 'Plan Width': 4 },
  ...more,
  Plans: children,
});
const scan = node('Seq Scan', { 'Relation Name': 'orders', Alias: 'orders' });
const bitmap = (name: string) =>
  node('Bitmap Heap Scan', {}, node('Bitmap Index Scan', { 'Index Name': name }));
const gathered = (type: string) => node('Limit', {}, node(type, { 'Workers Planned': 2 }, scan));

/** What is said of a workload whose queries have these plans; a pair where head has another one, null for not measured. */
const said = (name: string, ...seen: (readonly [query: string, base: object, head?: object | null])[]) => {
  const workload = workloads.find(each => each.name === name);
  const side = (plan: object | null) => plan && { explain: JSON.stringify([{ Plan: plan }]) };
  const cases = seen.map(([query, base, head = base]) => ({ query, base: side(base), head: side(head) }));
  return notAsNamed(workload ?? { name, files: {} }, cases as never);
};

describe('a workload is what its name says', () => {
  it('when it is there at all', () => {
    const names = workloads.map(({ name }) => name);
    expect(Object.keys(claims).filter(name => !names.includes(name))).toEqual([]);
    expect(said('look-ups', ['q', scan])).toEqual([]);
  });

  it('joins: when every query has a Gather, on both sides', () => {
    const [plain, merge] = [gathered('Gather'), gathered('Gather Merge')];
    expect(said('joins', ['q1', plain], ['q2', merge], ['q2-copy-1', scan])).toEqual([]);
    expect(said('joins', ['q1', plain], ['q2', scan], ['q3', merge, scan], ['q4', merge, null])).toEqual([
      'joins: q2 has no Gather, so nothing of it runs in parallel.',
      'joins: q3 has no Gather, so nothing of it runs in parallel.',
    ]);
  });

  it('documents: when a Bitmap Index Scan reads each GIN index', () => {
    const [body, tags] = [bitmap('documents_body_idx'), bitmap('documents_tags_idx')];
    const owner = bitmap('documents_owner_idx');
    const ordered = node('Index Scan', { 'Index Name': 'documents_tags_idx' });
    expect(said('documents', ['a', body], ['b', node('Aggregate', {}, tags)])).toEqual([]);
    expect(said('documents', ['a', owner], ['b', ordered])).toEqual([
      'documents: no Bitmap Index Scan reads the GIN index documents_body_idx.',
      'documents: no Bitmap Index Scan reads the GIN index documents_tags_idx.',
    ]);
    expect(claims.documents?.(new Map(), {})).toEqual(['no migration makes a GIN index.']);
  });

  it('tipping-points: when each query has plans of two shapes, on either side', () => {
    const cheap = node('Seq Scan', { 'Relation Name': 'orders', Alias: 'orders', 'Total Cost': 99 });
    const index = bitmap('orders_idx');
    expect(said('tipping-points', ['range', scan], ['range', index])).toEqual([]);
    const same = ['tipping-points: range has the same plan for all of its parameters, so it tips nowhere.'];
    expect(said('tipping-points', ['range', scan], ['range', cheap])).toEqual(same);
    expect(said('tipping-points', ['range', scan, index], ['range', scan, index])).toEqual(same);
    expect(said('tipping-points', ['range', scan], ['range', index, scan])).toEqual(same);
  });
});

import { describe, expect, it } from 'vitest';
import { PlangateError } from '../../src/errors.ts';
import { balance, exclusiveTime, formatPlan, parents, parsePlan, shape, walk } from '../../src/plan/index.ts';
import { fixturePlan, fixturePlans, majors } from './fixture-plans.ts';
import { largePlan, shapes } from './large-plans.ts';

const remedy = 'Give the value that EXPLAIN (FORMAT JSON) of PostgreSQL 14 to 18 returned, unchanged.';
const scan = { 'Node Type': 'Seq Scan', 'Actual Rows': 1, 'Actual Loops': 1 };

describe('what is not EXPLAIN output', () => {
  it.each([
    [undefined, 'top level: Found nothing, expected a list with one object.'],
    [[], 'top level: Found an empty list, expected a list with one object.'],
    [[{}, {}], 'top level: Found a list of 2, expected a list with one object.'],
    ['[{}]', 'top level: Found "[{}]", expected a list with one object.'],
    [[{}], '[0].Plan: Found nothing, expected an object.'],
    [[{ Plan: [] }], '[0].Plan: Found an empty list, expected an object.'],
    [[{ Plan: {} }], '[0].Plan.Node Type: Found nothing, expected a text.'],
    [
      [{ Plan: { ...scan, Plans: [scan, scan, { ...scan, 'Actual Rows': 'many' }] } }],
      '[0].Plan.Plans[2].Actual Rows: Found "many", expected a number of at least 0.',
    ],
    [[{ Plan: { ...scan, Plans: [scan, 7] } }], '[0].Plan.Plans[1]: Found 7, expected an object.'],
    // biome-ignore lint/suspicious/noSparseArray: a gap in a list cannot come from JSON, but from a program.
    [[{ Plan: { ...scan, Plans: [, scan] } }], '[0].Plan.Plans[0]: Found nothing, expected an object.'],
    [
      [{ Plan: { ...scan, 'Actual Rows': undefined } }],
      '[0].Plan.Actual Rows: Found nothing, expected a number, as there are "Actual Loops".',
    ],
    [
      [{ Plan: { ...scan, 'Shared Hit Blocks': -3 } }],
      '[0].Plan.Shared Hit Blocks: Found -3, expected a whole number of at least 0.',
    ],
    [[{ Plan: { ...scan, 'Sort Key': ['a', 1] } }], '[0].Plan.Sort Key[1]: Found 1, expected a text.'],
    [
      [{ Plan: { ...scan, Workers: [{ 'Worker Number': 0, 'Actual Loops': null, 'Sort Method': 4 }] } }],
      '[0].Plan.Workers[0].Sort Method: Found 4, expected a text.',
    ],
    [[{ Plan: scan, Settings: { work_mem: 64 } }], '[0].Settings.work_mem: Found 64, expected a text.'],
    [[{ Plan: { ...scan, Filter: { $ne: 1 } } }], '[0].Plan.Filter: Found an object, expected a text.'],
  ])('%j', (explain, message) => {
    let error: unknown;
    try {
      parsePlan(explain);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(PlangateError);
    expect((error as PlangateError).kind).toBe('query');
    expect((error as PlangateError).message).toBe(`EXPLAIN output, ${message} ${remedy}`);
  });

  it('is told briefly, however deep and however long', () => {
    let node: object = { ...scan, Alias: ['x'.repeat(10_000)] };
    for (let level = 0; level < 5_000; level++) node = { ...scan, Plans: [node] };
    expect(() => parsePlan([{ Plan: node }])).toThrow(/4988 levels …\..*\.Alias: Found a list of 1/);
    const long = [{ Plan: { ...scan, 'Actual Rows': 'x'.repeat(10_000) } }];
    expect(() => parsePlan(long)).toThrow(/^.{0,300}$/s);
  });
});

describe('a plan', () => {
  it('is read from the list and from the object in it', () => {
    expect(parsePlan({ Plan: scan })).toEqual(parsePlan([{ Plan: scan }]));
  });

  it('keeps node types and fields that are not known', () => {
    const plan = parsePlan([
      { Plan: { 'Node Type': 'Quantum Scan', 'New Thing': { deep: [1, { two: 2 }] }, Alias: 'q' } },
    ]);
    expect(plan.root).toMatchObject({ type: 'Quantum Scan', alias: 'q', relation: null });
    expect(plan.root.other).toEqual({ 'New Thing': { deep: [1, { two: 2 }] } });
  });

  it('takes hostile keys for keys', () => {
    const json =
      '[{"Plan": {"Node Type": "X", "__proto__": {"type": "Y"}, "constructor": 1, "o": {"__proto__": 2}}}]';
    const { root } = parsePlan(JSON.parse(json));
    expect(root.type).toBe('X');
    expect(Object.keys(root.other)).toEqual(['__proto__', 'constructor', 'o']);
    expect(Object.getPrototypeOf(root.other)).toBe(Object.prototype);
    expect(Object.keys(root.other.o as object)).toEqual(['__proto__']);
  });

  it('is frozen to its leaves and leaves its source as it was', () => {
    const source = JSON.parse(fixturePlans(18).find(({ name }) => name === 'gather-verbose')?.text ?? '');
    const before = structuredClone(source);
    const plan = parsePlan(source);
    expect(source).toEqual(before);
    const todo: unknown[] = [plan];
    let objects = 0;
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      if (typeof next !== 'object' || next === null) continue;
      expect(Object.isFrozen(next)).toBe(true);
      objects++;
      todo.push(...Object.values(next).filter(value => value !== undefined));
    }
    expect(objects).toBeGreaterThan(30);
    source[0].Plan.Plans[0]['Node Type'] = 'changed';
    expect(plan.root.children[0]?.type).not.toBe('changed');
  });

  it('without ANALYZE has estimates only', () => {
    for (const major of majors) {
      const plan = fixturePlan(major, 'plain-explain');
      expect(walk(plan).every(node => node.actual === null && node.buffers === null)).toBe(true);
      expect(plan.root.planRows).toBeGreaterThan(0);
      expect(balance(plan)).toMatchObject({ buffers: null, wal: null, time: null, imbalances: [] });
    }
  });

  it('tells the releases apart by how rows are rounded', () => {
    for (const major of majors) {
      expect(fixturePlan(major, 'hash-join').root.rowsResolution).toBe(major >= 18 ? 0.01 : 1);
    }
  });

  it('knows triggers, settings, workers and planning', () => {
    for (const major of majors) {
      const cascade = fixturePlan(major, 'delete-cascade');
      expect(cascade.triggers).toHaveLength(1);
      expect(cascade.triggers[0]).toMatchObject({
        constraint: 'children_parent_id_fkey',
        relation: 'parents',
        calls: 5,
      });
      expect(cascade.triggers[0]?.time).toBeGreaterThan(0);
      const parallel = fixturePlan(major, 'gather-verbose');
      expect(parallel.settings).toMatchObject({ parallel_setup_cost: '0' });
      const scanned = walk(parallel).find(node => node.type === 'Seq Scan');
      expect(scanned).toMatchObject({ parallelAware: true, relation: { schema: 'public', name: 'orders' } });
      expect(scanned?.workers.map(worker => worker.number)).toEqual([0, 1]);
      expect(parallel.planningBuffers).not.toBeNull();
      expect(parallel.planningTime).toBeGreaterThan(0);
      expect(parallel.executionTime).toBeGreaterThan(0);
    }
  });

  it('has parents', () => {
    const plan = fixturePlan(16, 'cte-of-cte');
    const above = parents(plan);
    for (const node of walk(plan))
      expect(above[node.id]?.children.includes(node) ?? node.id === 0).toBe(true);
  });
});

describe.each(shapes)('a %s plan', kind => {
  it.each([2, 11, 10_000])('of %i nodes can be read and computed with', size => {
    const plan = parsePlan(largePlan(kind, size));
    expect(plan.size).toBe(size);
    expect(walk(plan)).toHaveLength(size);
    expect(parents(plan)).toHaveLength(size);
    expect(balance(plan).imbalances).toEqual([]);
    expect(exclusiveTime(plan).size).toBe(size);
    expect(
      shape(plan).match(/Scan|Sort|Append|Hash|Loop|Aggregate|Materialize/g)?.length,
    ).toBeGreaterThanOrEqual(size);
    expect(formatPlan(plan).length).toBeLessThan(size * 600);
  });
});

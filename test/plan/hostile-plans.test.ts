import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlangateError } from '../../src/errors.ts';
import {
  balance,
  describeNode,
  exclusiveBuffers,
  exclusiveTime,
  formatPlan,
  parsePlan,
  planWork,
  shape,
  spills,
  touched,
  walk,
} from '../../src/plan/index.ts';
import { fixturePlans } from './fixture-plans.ts';
import { mutate, planChange } from './mutate-plan.ts';

const sources = [14, 18].flatMap(fixturePlans).map(({ text }) => text);

/** Either a PlangateError, or a plan of which everything can be computed and whose books close. */
function survives(explain: unknown): void {
  let plan: ReturnType<typeof parsePlan>;
  try {
    plan = parsePlan(explain);
  } catch (error) {
    if (error instanceof PlangateError) return;
    throw error;
  }
  const { buffers, time, timeBound, imbalances } = balance(plan);
  walk(plan).map(describeNode);
  shape(plan);
  spills(plan);
  planWork(plan);
  formatPlan(plan, { width: 100 });
  const own = [...exclusiveBuffers(plan).values()].map(touched);
  if (buffers !== null) expect(own.reduce((sum, blocks) => sum + blocks, 0)).toBe(touched(buffers));
  if (time === null) return;
  const times = [...exclusiveTime(plan).values()];
  const sum = times.reduce((total, part) => total + part, 0);
  // Numbers that PostgreSQL never writes lose digits when they are added.
  const size = times.reduce((total, part) => total + Math.abs(part), Math.abs(time));
  if (Number.isFinite(size)) expect(Math.abs(sum - time)).toBeLessThanOrEqual(timeBound + size * 1e-9);
  const below = own.filter(blocks => blocks < 0).length;
  expect(imbalances.length).toBeGreaterThanOrEqual(below);
}

describe('whatever comes', () => {
  it('any JSON is a plan or an error that says where', () => {
    fc.assert(fc.property(fc.jsonValue(), survives), { numRuns: 500 });
    fc.assert(
      fc.property(fc.jsonValue(), plan => survives([{ Plan: plan }])),
      { numRuns: 500 },
    );
  });

  it('changed plans are plans or errors', () => {
    const changed = fc.tuple(
      fc.constantFrom(...sources),
      fc.array(planChange, { minLength: 1, maxLength: 6 }),
    );
    fc.assert(
      fc.property(changed, ([text, changes]) => survives(mutate(text, changes))),
      { numRuns: 3000 },
    );
  });

  it('cut-off plans are errors or smaller plans', () => {
    const cut = fc.tuple(fc.constantFrom(...sources), fc.double({ min: 0, max: 1, noNaN: true }));
    const closed = fc.property(cut, ([text, at]) =>
      survives(closeJson(text.slice(0, Math.floor(text.length * at)))),
    );
    fc.assert(closed, { numRuns: 500 });
  });

  it('a plan 200,000 levels deep is read', () => {
    let text = '{"Node Type": "Limit", "Plans": []}';
    for (let level = 0; level < 200_000; level += 1000) {
      text = `${'{"Node Type": "Limit", "Plans": ['.repeat(1000)}${text}${']}'.repeat(1000)}`;
    }
    expect(parsePlan([{ Plan: JSON.parse(text) }]).size).toBe(200_001);
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    survives([{ Plan: { 'Node Type': 'X', Odd: deep } }]);
    survives([{ Plan: { 'Node Type': 'X' }, JIT: { Odd: deep } }]);
  });

  it('many InitPlans of one node take no longer than their number', () => {
    const plans = Array.from({ length: 30_000 }, (_, at) => ({
      'Node Type': 'Seq Scan',
      'Parent Relationship': 'InitPlan',
      'Subplan Name': `InitPlan ${at}`,
      'Shared Hit Blocks': 2,
      'Actual Rows': 1,
      'Actual Loops': 1,
      Filter: '($1 > $2)',
    }));
    const plan = parsePlan([{ Plan: { 'Node Type': 'Result', 'Shared Hit Blocks': 60_000, Plans: plans } }]);
    const start = performance.now();
    expect(balance(plan).imbalances).toEqual([]);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

/** Cuts back to the last whole value and closes what is open, as a tolerant reader of a cut-off log would. */
function closeJson(text: string): unknown {
  for (let end = text.lastIndexOf(','); end > 0; end = text.lastIndexOf(',', end - 1)) {
    const start = text.slice(0, end);
    const open = [...start.replace(/"(?:[^"\\]|\\.)*"/g, '')].reduce<string[]>((stack, character) => {
      if (character === '{' || character === '[') stack.push(character === '{' ? '}' : ']');
      else if (character === '}' || character === ']') stack.pop();
      return stack;
    }, []);
    try {
      return JSON.parse(start + open.reverse().join(''));
    } catch {
      // One value earlier, then.
    }
  }
  return null;
}

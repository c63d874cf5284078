import { describe, expect, test } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import type { Budget } from '../../src/config/index.ts';
import type { SideResult } from '../../src/measurement/index.ts';
import { judge, wantsSecondLook } from '../../src/verdict/index.ts';
import { around, caseResult, failed, type Measured, measured } from '../support/case-result.ts';
import { tolerances } from '../support/staged-case.ts';

function wants(base: SideResult, head: SideResult, budget: Budget = {}): boolean {
  const comparisons = [compare(caseResult(base, head, { budget }), tolerances)];
  const policy = { budgets: {}, tolerances, strict: false, waivers: [] };
  const [own] = judge({ comparisons, findings: [], policy, today: '2027-03-31' }).cases;
  return own !== undefined && wantsSecondLook(own);
}

/** A side whose executions did not do the same work. */
function spread(...buffers: number[]): SideResult {
  const side = measured({ buffers: buffers[0] ?? 0 });
  if (side.kind !== 'measured') throw new Error('not measured');
  const workSamples = buffers.map(blocks => ({ ...side.measurement.work, buffers: blocks }));
  return { ...side, measurement: { ...side.measurement, workSamples } };
}

describe('a second look', () => {
  test.each<[string, Measured, Measured, boolean]>([
    ['is not needed where nothing failed', {}, {}, false],
    ['nor for counts that repeat', { buffers: 100 }, { buffers: 5000 }, false],
    ['is for time', {}, { latency: around(30) }, true],
    [
      'and for counts that got worse while time seems to have got better',
      { buffers: 100, latency: around(171) },
      { buffers: 5000, latency: [170, 171, 160, 175, 178, 150, 165] },
      true,
    ],
  ])('%s', (_, base, head, expected) => {
    expect(wants(measured(base), measured(head))).toBe(expected);
  });

  test('is for counts that do not repeat', () => {
    expect(wants(spread(100, 100, 100), spread(900, 950, 900))).toBe(true);
    expect(wants(spread(100, 100, 100), spread(900, 900, 900))).toBe(false);
  });

  test('is for a budget of time, and not for one of counts that repeat', () => {
    expect(wants(measured(), measured({ latency: around(12) }), { latency: 11 })).toBe(true);
    expect(wants(measured({ rows: 1 }), measured({ rows: 9 }), { rows: 5 })).toBe(false);
  });

  test('helps nobody where a query fails', () => {
    expect(wants(measured(), failed())).toBe(false);
  });
});

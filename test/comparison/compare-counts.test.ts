import { describe, expect, it } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import { defaultPolicy } from '../../src/config/index.ts';
import type { SideResult } from '../../src/measurement/index.ts';
import { caseResult, measured } from '../support/case-result.ts';

/** A side whose executions spilled so many blocks, one after the other. */
function spilled(...temp: number[]): SideResult {
  const side = measured({ temp: Math.min(...temp) });
  if (side.kind !== 'measured') throw new Error('not measured');
  const workSamples = temp.map(blocks => ({ ...side.measurement.work, temp: blocks }));
  return { ...side, measurement: { ...side.measurement, workSamples } };
}

function answer(base: SideResult, head: SideResult) {
  const { counts } = compare(caseResult(base, head), defaultPolicy.tolerances);
  return counts.find(({ count }) => count === 'temp')?.answer;
}

describe('a count', () => {
  it('is worse when every execution is worse than its counterpart', () => {
    expect(answer(spilled(1000, 1000, 1000), spilled(1200, 1200, 1200))).toBe('worse');
    expect(answer(spilled(1200, 1200, 1200), spilled(1000, 1000, 1000))).toBe('better');
  });

  it('is not worse for a spread that one side happens to show, as parallel plans that spill do', () => {
    expect(answer(spilled(1000, 1180, 1000), spilled(1200, 1190, 1210))).toBe('same');
  });

  it('is not worse where base and its twin differ by as much', () => {
    const [base, head] = [spilled(1000, 1000, 1000), spilled(1200, 1200, 1200)];
    const result = { ...caseResult(base, head), twin: spilled(1200, 1200, 1200) };
    const { counts } = compare(result, defaultPolicy.tolerances);
    expect(counts.find(({ count }) => count === 'temp')?.answer).toBe('same');
  });

  it('is compared k-th with k-th where executions drift, as rolled-back writes do', () => {
    expect(answer(spilled(3000, 4300, 4400), spilled(3000, 4300, 4400))).toBe('same');
    expect(answer(spilled(3000, 4300, 4400), spilled(3900, 5600, 5700))).toBe('worse');
  });
});

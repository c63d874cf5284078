import { describe, expect, it } from 'vitest';
import { noiseOf, widened } from '../../src/comparison/index.ts';
import { defaultPolicy } from '../../src/config/index.ts';
import type { CaseResult } from '../../src/measurement/index.ts';
import { absent, around, caseResult, failed, type Measured, measured } from '../support/case-result.ts';

const { tolerances } = defaultPolicy;

function withTwin(base: Measured, twin: Measured): CaseResult {
  return { ...caseResult(measured(base), measured(base)), twin: measured(twin) };
}

describe('noise', () => {
  it('is the largest ratio of latencies between base and its twin, in either direction', () => {
    const results = [
      withTwin({ latency: around(10) }, { latency: around(10.2) }),
      withTwin({ latency: around(21) }, { latency: around(20) }),
    ];
    const noise = noiseOf(results, tolerances);
    expect(noise).toEqual({ cases: 2, latency: expect.closeTo(0.05, 2), unsteady: 0 });
  });

  it('leaves out what is too short to be judged, and may then not be known', () => {
    const result = withTwin({ latency: around(0.1) }, { latency: around(0.4) });
    expect(noiseOf([result], tolerances)?.latency).toBeNull();
  });

  it('counts the cases whose work does not repeat', () => {
    const results = [withTwin({ buffers: 1000 }, { buffers: 1300 }), withTwin({}, {})];
    expect(noiseOf(results, tolerances)?.unsteady).toBe(1);
  });

  it('is unknown where nothing was measured twice', () => {
    const result = caseResult(measured(), measured());
    expect(noiseOf([result, { ...result, twin: failed() }], tolerances)).toBeNull();
    expect(result.twin).toEqual(absent);
  });

  it('comes on top of the tolerance of latency and of no other', () => {
    const wide = widened(tolerances, { cases: 8, latency: 0.1, unsteady: 0 });
    expect(wide).toEqual({ ...tolerances, latency: expect.closeTo(1.25 * 1.1 - 1, 10) });
    expect(widened(tolerances, null)).toEqual({ ...tolerances, latency: expect.closeTo(0.25, 10) });
  });
});

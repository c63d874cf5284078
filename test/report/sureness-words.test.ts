import { describe, expect, it } from 'vitest';
import { buffersOf } from '../../src/report/case-words.ts';
import { footerParts } from '../../src/report/footer-words.ts';
import { htmlMeasurements } from '../../src/report/html-measurements.ts';
import type { Report } from '../../src/report/index.ts';
import { noteTexts } from '../../src/report/note-words.ts';
import { sideNumbers } from '../../src/report/plan-words.ts';
import { sampleCase, sampleReport, side } from './samples.ts';

const footer = (report: Report) => footerParts(report).map(pieces => pieces.map(({ text }) => text).join(''));

describe('how sure a report is', () => {
  it('says how noisy the machine was, and what the time was spent on', () => {
    const parts = footer(sampleReport({ cases: [sampleCase('latest-deployments')], duration: 20_000 }));
    expect(parts).toContain('two copies of base differed by up to 2.1 % in time');
    expect(parts.at(-1)).toBe('20 s (server 1.2 s, databases 5.6 s, measuring 9.1 s)');
  });

  it('says that the noise is not known, and why', () => {
    const cases = [sampleCase('latest-deployments')];
    const words = (noise: Report['noise']) => footer(sampleReport({ cases, noise })).join();
    expect(words({ cases: 2, latency: null, unsteady: 0 })).toContain(
      'noise not measured: no query took 1 ms on two copies of base',
    );
    expect(words(null)).toContain('noise not measured: no query ran on a second copy of base');
    expect(footer(sampleReport({ cases: [], noise: null })).join()).not.toContain('noise');
  });

  it('gives the least and the most of counts that do not repeat', () => {
    const steady = side(5_000, 8.67);
    const mostWork = { buffers: 5_900, temp: 12, wal: 0 };
    const head = side(5_600, 8.67, { mostWork, work: { buffers: 5_600, rows: 50, temp: 12, wal: 0 } });
    const entry = sampleCase('latest-deployments', { base: steady, head });
    expect(buffersOf(entry)).toEqual({ values: '5,000 → 5,600–5,900', factor: '+12 %' });
    expect(sideNumbers(head)).toBe('5,600–5,900 buffers, 8.67 ms');
    const page = htmlMeasurements(entry);
    expect(page).toContain('5,600 <small>5,600 – 5,900</small>');
    expect(page).not.toContain('<small>12 – 12</small>');
  });

  it('gives the fewest and the most samples', () => {
    const few = sampleCase('latest-deployments');
    const head = few.head === null ? null : { ...few.head, latency: { ...few.head.latency, samples: 30 } };
    expect(footer(sampleReport({ cases: [few, { ...few, head }] }))).toContain('medians of 11 to 30 samples');
  });

  it('names what could not be judged by its time', () => {
    const few = sampleCase('latest-deployments');
    const change = few.change === null ? null : { ...few.change, answer: 'unstable' as const };
    expect(noteTexts(sampleReport({ cases: [{ ...few, change }] }))).toContain(
      'The time of latest-deployments varied too much to be judged; the counts were.',
    );
  });

  it('tells of work that does not repeat', () => {
    const [text] = noteTexts(sampleReport({ noise: { cases: 8, latency: 0.01, unsteady: 1 } }));
    expect(text).toBe(
      '1 query of 8 did other work on a second copy of base; counts are worse only where they are so against both.',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { footerParts } from '../../src/report/footer-words.ts';
import type { Report } from '../../src/report/index.ts';
import { noteTexts } from '../../src/report/note-words.ts';
import { sampleCase, sampleReport } from './samples.ts';

const footer = (report: Report) => footerParts(report).map(pieces => pieces.map(({ text }) => text).join(''));

describe('how sure a report is', () => {
  it('says how noisy the machine was, and what the time was spent on', () => {
    const parts = footer(sampleReport({ cases: [sampleCase('latest-deployments')], duration: 20_000 }));
    expect(parts).toContain('two copies of base differed by up to 2.1 % in time');
    expect(parts.at(-1)).toBe('20 s (server 1.2 s, databases 5.6 s, measuring 9.1 s)');
  });

  it('says nothing of noise that is not known', () => {
    const unknown = sampleReport({ noise: { cases: 2, latency: null, unsteady: 0 } });
    for (const report of [unknown, sampleReport({ noise: null })])
      expect(footer(report).join()).not.toContain('copies of base');
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

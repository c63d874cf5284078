import { describe, expect, it } from 'vitest';
import { parseReport, reportLimits } from '../../../src/github/publish/parse-report.ts';
import { fileLimit } from '../../../src/github/publish/read-archive.ts';
import {
  annotationsOf,
  type CaseReport,
  type Report,
  renderMarkdown,
  renderSummary,
  reportSchema,
} from '../../../src/report/index.ts';
import { reason, sampleCase, sampleReport, scanFinding, side } from '../../report/samples.ts';

const { entries, text } = reportLimits;

function many<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, n) => make(n));
}

const worse = (n: number, parts: Partial<CaseReport>) =>
  sampleCase(`query-${n}`, { status: 'changed', direction: 'worse', outcome: 'fail', ...parts });

/** What parseReport lets through and renderers have the most work with. */
const reports: Record<string, () => Report> = {
  'as many cases as there may be, every finding about one': () =>
    sampleReport({
      verdict: 'fail',
      cases: many(entries, n => worse(n, { base: null, head: null })),
      findings: many(entries, () => scanFinding('query-0', { message: '`|<a>'.repeat(1000) })),
      reasons: many(entries, n => reason({ kind: 'work', level: 'fail', query: 'query-0', text: `${n}` })),
      warnings: many(entries, n => `warning ${n}`),
    }),
  'texts as long as they may be': () =>
    sampleReport({
      verdict: 'fail',
      why: ' '.repeat(text),
      warnings: ['[a]('.repeat(text / 4)],
      cases: many(2, n =>
        worse(n, {
          query: '<'.repeat(text - n),
          sql: '`'.repeat(text),
          parameters: '|'.repeat(text),
          base: side(1, 1, { plan: '\n'.repeat(text) }),
          head: side(1000, 2, { plan: ' a'.repeat(text / 2) }),
        }),
      ),
    }),
  'plans that fill the file': () =>
    sampleReport({
      verdict: 'fail',
      cases: many(entries, n =>
        worse(n, {
          base: side(100, 5, { plan: 'Seq Scan on x\n'.repeat(700) }),
          head: side(1000, 9, { plan: 'Index Scan on `y`|\n'.repeat(500) }),
        }),
      ),
    }),
};

describe('the largest report that a fork can hand in', () => {
  it.each(Object.entries(reports))(
    '%s: is told before long',
    (_, make) => {
      const bytes = Buffer.from(JSON.stringify(make()));
      expect(bytes.length).toBeGreaterThan(fileLimit / 8);
      expect(bytes.length).toBeLessThan(fileLimit);
      const before = process.threadCpuUsage();
      const report = reportSchema.parse(parseReport(bytes, 'report.json'));
      const links = { repositoryUrl: 'https://github.com/octo/registry', headSha: 'c'.repeat(40) };
      expect(renderMarkdown(report, { links, isForeign: true })).toContain('query');
      expect(renderSummary(report, { links, isForeign: true })).toContain('query');
      expect(annotationsOf(report).length).toBeGreaterThan(0);
      // What the machine does besides is not counted.
      const { user, system } = process.threadCpuUsage(before);
      expect((user + system) / 1e6).toBeLessThan(60);
    },
    300_000,
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth } from '../../src/report/display-width.ts';
import { renderMarkdown } from '../../src/report/render-markdown.ts';
import { renderSummary } from '../../src/report/render-summary.ts';
import { renderTerminal } from '../../src/report/render-terminal.ts';
import type { Report } from '../../src/report/schema.ts';
import { hostileReport } from './hostile-report.ts';
import { planDiffs } from './sample-diffs.ts';
import { sampleCase, sampleReport, samples, scanFinding, side } from './samples.ts';

/** What is broken in a Markdown text: rows, fences and folds that are not whole. Written without looking at the renderer. */
function broken(text: string): string[] {
  const problems: string[] = [];
  let fence: string | null = null;
  let columns: number | null = null;
  let folds = 0;
  for (const line of text.split('\n')) {
    if (fence !== null) {
      if (line === fence) fence = null;
      continue;
    }
    fence = /^(`{3,})/.exec(line)?.[1] ?? null;
    if (fence !== null) continue;
    folds += (line.match(/<details>/g) ?? []).length - (line.match(/<\/details>/g) ?? []).length;
    if (folds < 0) problems.push(`a fold ends that did not start: ${line}`);
    if (/<(?!\/?(?:details|summary|code|sub|br|span)>|!-- )/.test(line)) problems.push(`a tag: ${line}`);
    if (/@(?!&#8203;)/.test(line)) problems.push(`a mention: ${line}`);
    const pipes = line.replace(/\\[\\|]/g, '').split('|').length - 1;
    if (line.startsWith('| ')) columns ??= pipes;
    if (pipes !== (line.startsWith('| ') ? columns : 0)) problems.push(`${pipes} pipes: ${line}`);
  }
  if (fence !== null) problems.push('a fence that is not closed');
  if (folds !== 0) problems.push(`${folds} folds that are not closed`);
  return problems;
}

function expectWhole(text: string): void {
  expect(broken(text)).toEqual([]);
}

test('what is broken is seen', () => {
  const sound = renderMarkdown(samples.failing);
  expect(broken(sound)).toEqual([]);
  expect(broken(sound.slice(0, sound.indexOf('</details>')))).toEqual(['1 folds that are not closed']);
  expect(broken(sound.slice(0, sound.indexOf('Nested Loop')))[0]).toBe('a fence that is not closed');
  expect(broken(sound.replace('(35 ×)', '|'))).toHaveLength(1);
  expect(broken(sound.replace('got worse', '@everyone <script>'))).toHaveLength(2);
});

test.each(Object.entries(samples))('%s is whole Markdown', (_name, report) => {
  expectWhole(renderMarkdown(report));
});

test('hostile text never breaks out of its place, at any limit', () => {
  fc.assert(
    fc.property(hostileReport, fc.integer({ min: 1000, max: 20_000 }), (report, limit) => {
      const text = renderMarkdown(report, { limit, links: { repositoryUrl: 'https://github.com/acme/ml' } });
      expect(text.length).toBeLessThanOrEqual(limit);
      expectWhole(text);
      expectWhole(renderSummary(report));
    }),
    { numRuns: 300 },
  );
});

test('no line of the terminal report is wider than the terminal, except statements to copy', () => {
  fc.assert(
    fc.property(hostileReport, fc.integer({ min: 40, max: 130 }), (report, width) => {
      const plain = {
        ...report,
        findings: report.findings.map(finding => ({ ...finding, statement: null })),
      };
      const text = renderTerminal(plain, { colour: false, width });
      expect(text).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
      for (const line of text.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(width);
    }),
    { numRuns: 300 },
  );
});

/** 1,000 cases of every standing with plans of 200 kB, one with a name of 10,000 characters. */
function giant(count: number, planSize: number): Report {
  const plan = `Seq Scan on "\`\`\`"\n  ->  x ${'| '.repeat(40)}\n`.repeat(Math.ceil(planSize / 100));
  const cases = Array.from({ length: count }, (_, index) => {
    const name = index === 0 ? '|`@x\n'.repeat(2000) : `query-${index}`;
    const base = side(100 + index, 1, { plan });
    const head = side(100_000, 90, { plan });
    if (index % 3 === 0)
      return sampleCase(name, { status: 'changed', direction: 'worse', outcome: 'fail', base, head });
    if (index % 3 === 1)
      return sampleCase(name, { status: 'changed', direction: 'better', base: head, head: base });
    return sampleCase(name, { status: 'mixed', direction: 'mixed', outcome: 'warn', base, head });
  });
  const findings = cases.map(({ query }) => scanFinding(query, { message: 'm'.repeat(5000), isNew: false }));
  return sampleReport({ verdict: 'fail', cases, findings, warnings: ['w'.repeat(100_000)] });
}

test.each([
  [1, 200_000],
  [3, 20_000],
  [30, 5_000],
  [1000, 300],
  [1000, 200_000],
])('%d cases with plans of %d characters fit into a comment and a summary', (count, planSize) => {
  const report = giant(count, planSize);
  const comment = renderMarkdown(report);
  expect(comment.length).toBeLessThanOrEqual(65_536);
  expect(comment).toContain("Left out to keep within GitHub's limit");
  expectWhole(comment);
  const summary = renderSummary(report);
  expect(new TextEncoder().encode(summary).length).toBeLessThanOrEqual(1_048_576);
  expectWhole(summary);
  expect(renderTerminal(report, { colour: true, width: 100 }).length).toBeLessThan(1_000_000);
});

test('what a reader would miss least goes first', () => {
  const long = 'Seq Scan on a  (rows=1)\n'.repeat(600);
  const better = sampleCase('better', {
    status: 'changed',
    direction: 'better',
    base: side(900, 9, { plan: long }),
    head: side(10, 1, { plan: long }),
  });
  const worse = sampleCase('worse', {
    status: 'changed',
    direction: 'worse',
    outcome: 'fail',
    base: side(10, 1),
    head: side(900, 9),
    planDiff: planDiffs.lostIndex,
  });
  const text = renderMarkdown(sampleReport({ verdict: 'fail', cases: [worse, better] }), { limit: 20_000 });
  expect(text).toContain("Left out to keep within GitHub's limit: the plans of 1 query.");
  expect(text).toContain('10 → 900 buffers');
  expect(text).not.toContain('900 → 10 buffers');
});

test('even the smallest limit keeps the verdict and the table as whole as it can', () => {
  const text = renderMarkdown(giant(1000, 300), { limit: 1000, marker: '<!-- mark -->' });
  expect(text.startsWith('<!-- mark -->\n### ❌ plangate: 334 of 1,000 queries got worse')).toBe(true);
  expect(text.length).toBeLessThanOrEqual(1000);
  expectWhole(text);
});

const cascade = 'DELETE FROM ONLY "public"."orders" WHERE $1 OPERATOR(pg_catalog.=) "customer"';

test('where more work arises is told, unless the plan changes say it already', () => {
  const part = {
    count: 'buffers',
    kind: 'trigger',
    where: 'foreign key orders_customer_fkey',
    statement: cascade,
    caller: null,
    calls: 1,
    base: 32,
    head: 386,
    baseNode: null,
    headNode: null,
    isPlanChange: false,
  } as const;
  const worse = sampleCase('drop-customer', {
    status: 'changed',
    direction: 'worse',
    outcome: 'fail',
    base: side(38, 1),
    head: side(392, 2),
    attribution: [part],
  });
  const shown = (entry: typeof worse) => renderMarkdown(sampleReport({ verdict: 'fail', cases: [entry] }));
  expect(shown(worse)).toContain(
    'of 354 more buffers, 354 are outside the plan, in foreign key orders_customer_fkey, which executes DELETE FROM ONLY',
  );
  expect(shown({ ...worse, attribution: [{ ...part, isPlanChange: true }] })).not.toContain('more buffers');
});

test('what foreign keys, triggers and functions of a new query execute is named', () => {
  const nested = (buffers: number) => [{ text: cascade, caller: null, calls: 1, buffers }];
  const entry = (buffers: number) => {
    const head = side(392, 2, { nested: nested(buffers) });
    const budgets = [{ name: 'buffers', limit: 100, base: null, head: 392, over: true }] as const;
    return sampleCase('drop-customer', {
      status: 'new',
      outcome: 'fail',
      base: null,
      head,
      budgets: [...budgets],
    });
  };
  const shown = (buffers: number) =>
    renderMarkdown(sampleReport({ verdict: 'fail', cases: [entry(buffers)] }));
  expect(shown(386)).toContain('(1 call, 386 buffers), which is no step of the plan');
  expect(shown(9)).not.toContain('which is no step of the plan');
});

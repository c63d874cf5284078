import { expect, test } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import type { Waiver } from '../../src/config/index.ts';
import type { ResultsCheck } from '../../src/measurement/index.ts';
import { buildCase } from '../../src/report/build-case.ts';
import { buildReport, type ReportInput } from '../../src/report/build-report.ts';
import { renderHtml } from '../../src/report/render-html.ts';
import { renderJunit } from '../../src/report/render-junit.ts';
import { renderMarkdown } from '../../src/report/render-markdown.ts';
import { renderSarif } from '../../src/report/render-sarif.ts';
import { renderTerminal } from '../../src/report/render-terminal.ts';
import { reportSchema } from '../../src/report/schema.ts';
import { judge } from '../../src/verdict/index.ts';
import { caseResult, measured } from '../support/case-result.ts';
import { tolerances } from '../support/staged-case.ts';
import { pageStub } from './page-stub.ts';

const differ: ResultsCheck = {
  mode: 'bag',
  same: false,
  rows: { base: 50, head: 49 },
  difference: {
    kind: 'rows',
    onlyBase: 2,
    onlyHead: 1,
    row: null,
    value: { column: 'name', base: 'a', head: '</script>| @everyone `x`', isHidden: false },
  },
  why: null,
  sameData: true,
};

const unknown: ResultsCheck = {
  ...differ,
  same: null,
  rows: null,
  difference: null,
  why: 'it does not repeat itself: base returns other rows each time',
};

function report(results: ResultsCheck, waivers: readonly Waiver[] = []) {
  const result = { ...caseResult(measured(), measured(), { textChanged: true }), results };
  const policy = { budgets: {}, tolerances, strict: false, waivers };
  const verdict = judge({
    comparisons: [compare(result, tolerances)],
    findings: [],
    policy,
    today: '2026-01-01',
  });
  const revision = { ref: 'main', sha: null };
  const input: ReportInput = {
    verdict,
    findings: [],
    workspace: { base: revision, head: revision, why: '' },
    server: { version: { text: '17.1' }, engine: 'local', origin: '', settings: {} },
    planner: { base: null, head: {} },
    build: { way: 'clone', why: '', migrations: [] },
    policy,
    gate: { from: 'head', notes: [], changes: [] },
    noise: null,
    spent: [],
    warnings: [],
    duration: 1,
    version: '0',
  };
  const built = buildReport(input);
  expect(reportSchema.parse(built)).toEqual(built);
  expect(built.cases[0]).toEqual(verdict.cases[0] && buildCase(verdict.cases[0], {}));
  return built;
}

test('other rows fail, whatever the numbers say, and every format says so', () => {
  const built = report(differ);
  expect(built.verdict).toBe('fail');
  expect(built.reasons).toMatchObject([{ kind: 'results-differ', level: 'fail' }]);
  expect(built.cases[0]).toMatchObject({
    outcome: 'fail',
    results: { checked: 'bag', same: false, baseRows: 50, headRows: 49 },
  });
  const words = 'returns other rows: 2 only on base, 1 only on head; such as one, with name';
  expect(renderMarkdown(built)).toContain(words);
  expect(renderMarkdown(built)).not.toContain('</script>');
  expect(renderMarkdown(built)).not.toMatch(/[^\u200b>]@everyone/);
  expect(renderTerminal(built, { colour: false, width: 200 })).toContain(words);
  expect(renderHtml(built, pageStub, {})).toContain(words);
  expect(renderJunit(built)).toContain(words);
  expect(renderSarif(built)).toContain(words);
});

test('a waiver of the query accepts them', () => {
  const waiver = { query: 'q', rule: null, reason: 'corrects the sum', expires: null, line: 3 };
  expect(report(differ, [waiver])).toMatchObject({ verdict: 'pass', reasons: [{ kind: 'waived' }] });
});

test('what could not be compared passes, and is told', () => {
  const built = report(unknown);
  expect(built).toMatchObject({ verdict: 'pass', reasons: [] });
  expect(built.cases[0]?.results).toMatchObject({ same: null, baseRows: null });
  expect(renderHtml(built, pageStub, {})).toContain('its rows were not compared: it does not repeat itself');
});

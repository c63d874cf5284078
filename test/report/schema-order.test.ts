import { expect, test } from 'vitest';
import {
  annotationsOf,
  type Report,
  renderHtml,
  renderMarkdown,
  renderSarif,
  renderTerminal,
} from '../../src/report/index.ts';
import { pageStub } from './page-stub.ts';
import { sampleCase, sampleReport, schemaFinding } from './samples.ts';

/** Findings about the schema stay most costly first, as the report has them, whatever is to be done about them. */

const finding = (message: string, pages: number | null, remedy: string) =>
  schemaFinding({ message, pages, remedy, impact: 0, share: null, statement: null, line: (pages ?? 0) + 1 });
// Of two that are mended alike, one is the dearest and one the cheapest.
const findings = [
  finding('the dearest one', 900, 'Drop it.'),
  finding('the one in the middle', 50, 'Build it.'),
  finding('the cheapest one', 1, 'Drop it.'),
];
const report: Report = sampleReport({
  verdict: 'warn',
  cases: [sampleCase('latest-deployments')],
  findings,
});

test.each<[string, string]>([
  ['the comment', renderMarkdown(report)],
  ['the page', renderHtml(report, pageStub)],
  ['SARIF', renderSarif(report)],
  [
    'the annotations',
    annotationsOf(report)
      .map(({ message }) => message)
      .join('\n'),
  ],
])('%s', (_, text) => {
  const told = text.match(/the (?:cheapest one|one in the middle|dearest one)/g) ?? [];
  expect([...new Set(told)]).toEqual(['the dearest one', 'the one in the middle', 'the cheapest one']);
});

test('the terminal, which tells what is mended alike together', () => {
  const text = renderTerminal(report, { colour: false, width: 100 });
  const told = text.match(/the (?:cheapest one|one in the middle|dearest one)/g) ?? [];
  expect([...new Set(told)]).toEqual(['the dearest one', 'the cheapest one', 'the one in the middle']);
});

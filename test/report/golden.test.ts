import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderHtml } from '../../src/report/render-html.ts';
import { renderJson } from '../../src/report/render-json.ts';
import { renderJunit } from '../../src/report/render-junit.ts';
import { renderMarkdown } from '../../src/report/render-markdown.ts';
import { renderSarif } from '../../src/report/render-sarif.ts';
import { renderSummary } from '../../src/report/render-summary.ts';
import { renderTerminal } from '../../src/report/render-terminal.ts';
import type { Report } from '../../src/report/schema.ts';
import { largeReport } from './large-report.ts';
import { pageStub } from './page-stub.ts';
import { samples } from './samples.ts';

const links = { repositoryUrl: 'https://github.com/acme/ml-registry' };

/** How every sample is rendered, by the ending of its golden file. */
const renderers: Readonly<Record<string, (report: Report) => string>> = {
  md: report => renderMarkdown(report, { links }),
  html: report => renderHtml(report, pageStub, { links }),
  json: renderJson,
  sarif: renderSarif,
  'junit.xml': renderJunit,
  txt: report => renderTerminal(report, { colour: false, width: 100 }),
};

/** Golden files of the tests below, and folders of other tests. */
const others = ['failing.colour.txt', 'failing.narrow.txt', 'markdown', 'plan-diff', 'plan-diff-fixtures'];

for (const [name, report] of Object.entries(samples)) {
  test(`${name} reads as the golden files say`, async () => {
    for (const [ending, render] of Object.entries(renderers)) {
      await expect(render(report)).toMatchFileSnapshot(`golden/${name}.${ending}`);
    }
  });
}

test('every golden file belongs to a test', () => {
  const expected = Object.keys(samples).flatMap(name =>
    Object.keys(renderers).map(ending => `${name}.${ending}`),
  );
  const found = readdirSync(join(import.meta.dirname, 'golden'));
  expect(found.length).toBeGreaterThan(others.length);
  expect(found.filter(file => !expected.includes(file) && !others.includes(file))).toEqual([]);
});

test('colours are put on and nothing else changes', async () => {
  const { failing } = samples;
  const coloured = renderTerminal(failing, { colour: true, width: 100 });
  await expect(coloured).toMatchFileSnapshot('golden/failing.colour.txt');
  const sgr = new RegExp(`${'\u001b'}\\[\\d+m`, 'g');
  expect(coloured.match(sgr)?.length).toBeGreaterThan(10);
  expect(coloured.replace(sgr, '')).toBe(renderTerminal(failing, { colour: false, width: 100 }));
});

test('a narrow terminal gets blocks instead of a table', async () => {
  const text = renderTerminal(samples.failing, { colour: false, width: 60 });
  await expect(text).toMatchFileSnapshot('golden/failing.narrow.txt');
});

test('of many cases that fail a terminal tells ten, and how many more there are', () => {
  const text = (count: number) => renderTerminal(largeReport(count), { colour: false, width: 100 });
  expect(text(50)).not.toContain('such as these');
  expect(text(60)).toContain(
    '\n  And 2 more queries such as these: --report plangate.html tells every one.\n',
  );
});

test('a run that changed nothing is one quiet line in the summary, and nothing else is', () => {
  expect(renderSummary(samples.unchanged)).toBe('✅ plangate: nothing changed in 5 queries (9.9 s)\n');
  expect(renderSummary(samples.skipped)).toBe(
    '✅ plangate: nothing to measure: no migration, seed, query or configuration changed (412 ms)\n',
  );
  expect(renderSummary(samples.unchanged, { isForeign: true })).toContain("Measured by the fork's own run");
  expect(renderSummary(samples['only-better']).split('\n').length).toBeGreaterThan(10);
});

import { expect, test } from 'vitest';
import { renderHtml } from '../../src/report/render-html.ts';
import { renderJson } from '../../src/report/render-json.ts';
import { renderMarkdown } from '../../src/report/render-markdown.ts';
import { renderSummary } from '../../src/report/render-summary.ts';
import { renderTerminal } from '../../src/report/render-terminal.ts';
import { pageStub } from './page-stub.ts';
import { samples } from './samples.ts';

const repositoryUrl = 'https://github.com/acme/ml-registry';

for (const [name, report] of Object.entries(samples)) {
  test(`${name} reads as the golden files say`, async () => {
    await expect(renderMarkdown(report, { repositoryUrl })).toMatchFileSnapshot(`golden/${name}.md`);
    await expect(renderHtml(report, pageStub, { repositoryUrl })).toMatchFileSnapshot(`golden/${name}.html`);
    await expect(renderJson(report)).toMatchFileSnapshot(`golden/${name}.json`);
    await expect(renderTerminal(report, { colour: false, width: 100 })).toMatchFileSnapshot(
      `golden/${name}.txt`,
    );
  });
}

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

test('a run that changed nothing is one quiet line in the summary, and nothing else is', () => {
  expect(renderSummary(samples.unchanged)).toBe('✅ plangate: nothing changed in 5 queries (9.9 s)\n');
  expect(renderSummary(samples['only-better']).split('\n').length).toBeGreaterThan(10);
});

import { expect, it } from 'vitest';
import { annotationsOf } from '../../src/report/annotations.ts';
import { annotatedPlace, coldWords, culpritOf, placedCulprit } from '../../src/report/culprit-words.ts';
import { renderHtml } from '../../src/report/render-html.ts';
import { renderMarkdown } from '../../src/report/render-markdown.ts';
import { renderSarif } from '../../src/report/render-sarif.ts';
import { renderTerminal } from '../../src/report/render-terminal.ts';
import type { CaseReport, CulpritReport } from '../../src/report/schema.ts';
import { pageStub } from './page-stub.ts';
import { sampleCase, sampleReport, side } from './samples.ts';

const migration: CulpritReport = {
  kind: 'migration',
  file: 'db/migrations/0043_drop.sql',
  line: 2,
  statement: 'DROP INDEX a_idx',
  text: 'caused by db/migrations/0043_drop.sql:2: DROP INDEX a_idx',
};
const links = { repositoryUrl: 'https://github.com/acme/shop', headSha: 'a'.repeat(40) };
const url = `https://github.com/acme/shop/blob/${'a'.repeat(40)}/db/migrations/0043_drop.sql#L2`;

const worse = (query: string, culprit: CulpritReport | null, change = ''): CaseReport =>
  sampleCase(query, {
    status: 'changed',
    direction: 'worse',
    outcome: 'fail',
    base: side(100, 1),
    head: side(9000, 20),
    culprit,
    planChanges: [
      {
        kind: 'other',
        subject: '',
        from: '',
        to: '',
        lostIndex: false,
        baseBuffers: null,
        headBuffers: null,
        text: `${query} reads more${change}`,
      },
    ],
  });
const failing = (...cases: CaseReport[]) => sampleReport({ verdict: 'fail', cases });

it('a culprit is linked, and said once for all that it moved', () => {
  const markdown = renderMarkdown(failing(worse('one', migration), worse('two', migration)), { links });
  const [item = ''] = markdown.split('\n').filter(line => line.startsWith('- ❌'));
  expect(item.match(/caused by/g)).toHaveLength(1);
  expect(item).toContain('one');
  expect(item).toContain('two');
  expect(item).toContain(`caused by [\`db/migrations/0043_drop.sql:2\`](${url}): DROP INDEX a_idx`);
  // What their plans do is not one thing, and stands in the folds.
  expect(item).not.toContain('reads more');
  expect(markdown).toContain('- one reads more');
});

it('one case has its culprit and what its plan does in one line', () => {
  const [item = ''] = renderMarkdown(failing(worse('one', migration)), {})
    .split('\n')
    .filter(line => line.startsWith('- ❌'));
  expect(item).toMatch(/<br>caused by `db\/migrations\/0043_drop\.sql:2`: DROP INDEX a_idx; one reads more$/);
});

it('every output has it first', () => {
  const report = failing(worse('one', migration));
  expect(renderTerminal(report, { colour: false, width: 100 })).toContain(
    'one.sql:1\n  - caused by db/migrations/0043_drop.sql:2: DROP INDEX a_idx\n',
  );
  expect(renderHtml(report, pageStub, { links })).toContain(
    `<li>caused by <a href="${url}" rel="noopener noreferrer"><code>db/migrations/0043_drop.sql:2</code></a>: DROP INDEX a_idx</li>`,
  );
});

it('annotations and SARIF stand where the migration or seed is, else at the query', () => {
  const placeOf = (culprit: CulpritReport | null) => {
    const [{ file, line } = { file: null, line: null }] = annotationsOf(failing(worse('one', culprit)));
    return `${file}:${line}`;
  };
  expect(placeOf(migration)).toBe('db/migrations/0043_drop.sql:2');
  expect(placeOf({ ...migration, kind: 'seed', line: null })).toBe('db/migrations/0043_drop.sql:1');
  const own = 'db/queries/one.sql:1';
  expect(placeOf(null)).toBe(own);
  expect(placeOf({ ...migration, file: null, line: null })).toBe(own);
  expect(placeOf({ ...migration, kind: 'together' })).toBe(own);
  expect(placeOf({ ...migration, kind: 'unknown' })).toBe(own);
  const sarif = renderSarif(failing(worse('one', migration)));
  expect(JSON.parse(sarif).runs[0].results[0].locations[0].physicalLocation).toMatchObject({
    artifactLocation: { uri: 'db/migrations/0043_drop.sql' },
    region: { startLine: 2 },
  });
});

it('what is not known is said below, and not in the first lines', () => {
  const unknown = { ...migration, kind: 'unknown' as const, file: null, line: null, text: 'not told' };
  const markdown = renderMarkdown(failing(worse('one', unknown)), {});
  const [item = ''] = markdown.split('\n').filter(line => line.startsWith('- ❌'));
  expect(item).not.toContain('not told');
  expect(markdown).toContain('\n- not told\n');
});

it('a place is found in the words, if it is there', () => {
  const entry = worse('one', {
    ...migration,
    line: null,
    text: 'caused by db/migrations/0043_drop.sql (40 %)',
  });
  expect(placedCulprit(entry)).toMatchObject({ before: 'caused by ', after: ' (40 %)', line: 1 });
  expect(placedCulprit(worse('one', { ...migration, text: 'caused by the new text' }))).toBe(null);
  expect(culpritOf(worse('one', { ...migration, text: ' a\nb ' }))).toBe('a b');
  expect(annotatedPlace(worse('one', null))).toBe(null);
});

it.each([
  { base: 1284, head: 1080, winner: 'head wins' },
  { base: 100, head: 37_096, winner: 'base wins' },
  { base: 1000, head: 1040, winner: 'neither wins' },
  { base: 100, head: 130, winner: 'neither wins' },
  { base: 10_000, head: 10_400, winner: 'neither wins' },
])('on a cold cache, of $base and $head blocks $winner', ({ base, head, winner }) => {
  const entry: CaseReport = { ...worse('one', null), status: 'mixed', outcome: 'warn', cold: { base, head } };
  const words = coldWords(entry) ?? '';
  expect(words).toMatch(new RegExp(`${winner}$`));
  const report = sampleReport({ verdict: 'warn', cases: [entry] });
  expect(
    renderMarkdown(report, {})
      .split('\n')
      .find(line => line.startsWith('- ⚠️')),
  ).toContain(words);
  expect(annotationsOf(report)[0]?.message).toContain(`Weigh that ${words}.`);
});

it('the terminal says in its table what moved a mixed case, and nothing where that is unknown', () => {
  const mixed = { ...worse('one', migration), status: 'mixed', outcome: 'warn' } as const;
  const shown = (entry: CaseReport) =>
    renderTerminal(sampleReport({ verdict: 'warn', cases: [entry] }), { colour: false, width: 100 });
  expect(shown(mixed)).toContain(migration.text);
  const unknown: CulpritReport = { ...migration, kind: 'unknown', text: 'not found in time' };
  expect(shown({ ...mixed, culprit: unknown })).not.toContain(unknown.text);
});

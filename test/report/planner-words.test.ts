import { expect, it } from 'vitest';
import { ownSettings } from '../../src/postgres/own-settings.ts';
import { footerParts } from '../../src/report/footer-words.ts';
import { noteTexts } from '../../src/report/note-words.ts';
import { standardSettings } from '../../src/report/planner-words.ts';
import { samples } from './samples.ts';

type Settings = Record<string, string>;

function report(base: Settings | null, head: Settings | null) {
  const { unchanged } = samples;
  const { postgres } = unchanged;
  if (postgres === null) throw new Error('the sample has no server');
  return { ...unchanged, postgres: { ...postgres, planner: { base, head } } };
}

const firstOfFooter = (base: Settings | null, head: Settings | null) =>
  footerParts(report(base, head))[0]
    ?.map(({ text, isName }) => (isName ? `\`${text}\`` : text))
    .join('');

it('says nothing of what every server that plangate starts has', () => {
  expect(firstOfFooter(standardSettings, standardSettings)).toBe('PostgreSQL 15.18, local');
  expect(noteTexts(report(standardSettings, standardSettings))).toEqual([]);
  const own = Object.assign({}, ...ownSettings.map(({ settings }) => settings));
  expect(own).toMatchObject(standardSettings);
});

it('names in the footer what both sides have otherwise than a stock server', () => {
  const settings = { ...standardSettings, work_mem: '2MB' };
  expect(firstOfFooter(settings, settings)).toBe('PostgreSQL 15.18, local, `work_mem=2MB`');
  expect(firstOfFooter(null, { jit: 'on', shared_buffers: '8GB' })).toBe(
    'PostgreSQL 15.18, local, `jit=on`, `shared_buffers=8GB`',
  );
  expect(firstOfFooter(null, null)).toBe('PostgreSQL 15.18, local');
  const many = Object.fromEntries([...'abcdefgh'].map(name => [name, '1']));
  expect(firstOfFooter(many, many)).toBe(
    'PostgreSQL 15.18, local, `a=1`, `b=1`, `c=1`, `d=1`, `e=1`, `f=1` and 2 settings more',
  );
});

it('says in a note what the sides have differently, and not in the footer', () => {
  const [base, head] = [
    { work_mem: '4MB', geqo: 'off' },
    { work_mem: '64kB', geqo: 'off' },
  ];
  expect(noteTexts(report(base, head))).toEqual([
    'The sides are planned with different settings: work_mem is 4MB on base and 64kB on head.',
  ]);
  expect(firstOfFooter(base, head)).toBe('PostgreSQL 15.18, local, `geqo=off`');
  const many = Object.fromEntries([...'abcdefgh'].map(name => [name, '1']));
  expect(noteTexts(report({}, many))[0]).toMatch(
    /: a is not known on base and 1 on head, .*, f is not known on base and 1 on head, 2 more\.$/,
  );
});

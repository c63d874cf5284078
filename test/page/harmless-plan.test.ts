import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { expect, test } from 'vitest';
import { harmlessPlan, harmlessText } from '../../src/page/harmless-plan.ts';
import { hostileText } from '../report/hostile-text.ts';
import { hostileExplain } from '../report/sample-plans.ts';

const joiner = '\u2060';

test('a text that is read as HTML is that text', () => {
  fc.assert(
    fc.property(hostileText, text => {
      // What HTML itself does not let through: NUL, and carriage returns become line feeds.
      const readable = text.toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n');
      const { childNodes } = parseFragment(harmlessText(readable));
      expect(childNodes.filter(node => node.nodeName !== '#text')).toEqual([]);
      const read = childNodes.map(node => ('value' in node ? node.value : '')).join('');
      expect(read.replaceAll(joiner, '')).toBe(readable.replaceAll(joiner, ''));
    }),
    { numRuns: 1000 },
  );
});

test('no name and no value of a plan holds a tag or an entity', () => {
  const plan = harmlessPlan(hostileExplain) ?? '';
  expect(plan).toContain(`<${joiner}img`);
  expect(plan).not.toMatch(/<[a-z/!?]|&[a-z#]/i);
});

test('plans of PostgreSQL stay as they are', () => {
  const folder = new URL('../../fixtures/plans/17/', import.meta.url);
  const files = readdirSync(folder);
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const plan = harmlessPlan(text);
    // A plan without a tree, such as that of a utility statement, is none.
    if (plan !== null) expect(JSON.parse(plan)).toEqual(JSON.parse(text));
    else expect(text).not.toContain('"Plan":');
  }
});

test.each([
  '',
  '[]',
  '{}',
  'null',
  '[{"Plan": {}}]',
  '[{"Plan": {"Node Type": 1}}]',
  '['.repeat(100_000),
])('what is no plan is not drawn: %s', text => {
  expect(harmlessPlan(text)).toBeNull();
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ruleKeys, schemaRuleIds } from '../../src/config/index.ts';
import { pages, rules } from '../../src/rules/index.ts';
import { pagesFile, pagesModule } from './pages.ts';

const root = join(import.meta.dirname, '../..');

const headings = [
  'What it sees',
  'Why it matters',
  'How to fix it',
  'When it stays silent',
  'When to switch it off',
];

describe.each(Object.values(rules))('$id', rule => {
  test('stands under its own id, with a link to the manual', () => {
    expect(rules[rule.id]).toBe(rule);
    expect(schemaRuleIds.includes(rule.id)).toBe(rule.of === 'schema');
    expect(rule.manual).toMatch(/^https:\/\/www\.postgresql\.org\/docs\/current\//);
  });

  test('has a file, a page with the fixed headings, and links that lead somewhere', () => {
    expect(existsSync(join(root, `src/rules/${rule.id}.ts`))).toBe(true);
    const page = readFileSync(join(root, `src/rules/${rule.id}.md`), 'utf8');
    expect(page.split('\n')[0]).toBe(`# ${rule.id}`);
    expect([...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(headings);
    const links = [...page.matchAll(/\]\((\.\.?\/[^)]+)\)/g)].map(([, link]) => link ?? '');
    for (const link of links) expect(existsSync(join(root, 'src/rules', link)), link).toBe(true);
    for (const threshold of Object.keys(ruleKeys[rule.id].thresholds))
      expect(page).toContain(`\`${threshold}\``);
  });

  test.each(['flagged', 'clean'])('has %s examples', kind => {
    const files = readdirSync(join(root, 'fixtures/rules', rule.id, kind));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(file).toMatch(/^[a-z-]+\.sql$/);
  });
});

test('the pages stand in the code as they are written (node test/rules/pages.ts)', () => {
  expect(readFileSync(pagesFile, 'utf8')).toBe(pagesModule());
  for (const { id } of Object.values(rules)) {
    expect(pages[id]).toBe(readFileSync(join(root, `src/rules/${id}.md`), 'utf8'));
  }
});

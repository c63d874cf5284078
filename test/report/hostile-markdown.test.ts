import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MarkdownOptions, renderMarkdown, renderSummary } from '../../src/report/index.ts';
import type { Report } from '../../src/report/schema.ts';
import { schemaFindings, schemaGroups } from '../../src/report/schema-findings.ts';
import {
  elements,
  livingTexts,
  nodesOf,
  parsed,
  shown,
  type TreeNode,
  textOf,
} from './as-github-shows-it.ts';
import { hostileReport } from './hostile-report.ts';
import { hostileText } from './hostile-text.ts';
import { samples } from './samples.ts';

/** Reports full of hostile text, read by the parsers that stand for GitHub's. Nothing here looks at the renderer. */

const repositoryUrl = 'https://github.com/acme/ml';
const runUrl = `${repositoryUrl}/actions/runs/17/job/3`;
const artifactUrl = `${repositoryUrl}/actions/runs/17/artifacts/5`;
const options: MarkdownOptions = {
  links: { repositoryUrl, headSha: 'a6b5c4d39e107d9d372bb6826bd81d3542a419d6' },
  runUrl,
  artifactUrl,
};

/** Everything that the renderers write: headings and names, lists, tables, code, folds, small print, links. */
const known = new Set(
  'h3 h4 p ul li strong code pre table thead tbody tr th td br details summary sub a span'.split(' '),
);

/** What GitHub's own filters act upon in a text that is no code. */
const references = {
  mention: /(?<![\w`])@[a-z\d]/i,
  issue: /(?<![\w&])#\d|\bGH-\d/i,
  address: /https?:\/\/\S|\bwww\.\S|\w@\w/i,
  // Digits alone are a number; a commit has letters among them.
  commit: /(?<![0-9a-z])(?=\d*[a-f])[0-9a-f]{7,40}(?![0-9a-z])/i,
  math: /\$[^$]+\$/,
};

function dangers(tree: TreeNode): string[] {
  const found: string[] = [];
  for (const { node } of nodesOf(tree)) {
    if (node.type === 'comment') found.push(`a hidden comment: ${node.value}`);
    if (node.type === 'element' && !known.has(node.tagName ?? '')) found.push(`a ${node.tagName}`);
    const properties = Object.keys(node.properties ?? {}).filter(name => !isHarmless(node, name));
    if (properties.length > 0) found.push(`${node.tagName} with ${properties.join(', ')}`);
  }
  for (const link of elements(tree, 'a'))
    if (!isOurs(String(link.properties?.href))) found.push(`a link: ${link.properties?.href}`);
  for (const text of livingTexts(tree)) {
    for (const [name, pattern] of Object.entries(references))
      if (pattern.test(text)) found.push(`${name}: ${text}`);
  }
  return found;
}

/** Links, alignment of cells and the language of code are all that is ever set. */
function isHarmless({ tagName, properties }: TreeNode, name: string): boolean {
  if (name === 'href') return tagName === 'a';
  if (name === 'align') return tagName === 'td' || tagName === 'th';
  return (
    name === 'className' &&
    tagName === 'code' &&
    /^language-(?:sql|diff|text)$/.test(String(properties?.className))
  );
}

/** As a browser would follow it. */
function isOurs(href: string): boolean {
  const url = new URL(href, 'https://elsewhere.example');
  if (url.href === runUrl || url.href === artifactUrl) return true;
  const path = decodeURIComponent(url.pathname).split('/');
  return url.href.startsWith(`${repositoryUrl}/blob/`) && !path.includes('..') && /^#L\d+$/.test(url.hash);
}

/** Tables have rows of one length, items are in lists, folds have a summary first and are not in one another. */
function misshapen(tree: TreeNode): string[] {
  const found: string[] = [];
  for (const table of elements(tree, 'table')) {
    const lengths = elements(table, 'tr').map(
      row => row.children?.filter(cell => cell.type === 'element').length,
    );
    if (new Set(lengths).size !== 1) found.push(`rows of ${lengths.join(', ')} cells`);
  }
  for (const { node, within } of nodesOf(tree)) {
    const first = node.children?.find(child => child.type === 'element');
    if (node.tagName === 'details' && first?.tagName !== 'summary') found.push('a fold without a summary');
    if (node.tagName === 'details' && within.length > 0) found.push(`a fold in ${within.join(' > ')}`);
    if (node.tagName === 'table' && within.length > 0) found.push(`a table in ${within.join(' > ')}`);
    if (node.tagName === 'pre' && within.join() !== 'details' && within.length > 0)
      found.push(`code in ${within.join(' > ')}`);
    if (/^h\d$/.test(node.tagName ?? '') && within.join() !== (node.tagName === 'h4' ? 'details' : ''))
      found.push(`${node.tagName} in ${within.join(' > ')}`);
  }
  return found;
}

/** How many parts a text has that shows all of `report`, counted from what the report holds. */
function expectedParts(report: Report) {
  const changed = report.cases.filter(({ status }) => status !== 'unchanged' && status !== 'not-judged');
  const loud = changed.filter(({ outcome }) => outcome !== 'pass');
  const quiet = changed.filter(({ outcome, status }) => outcome === 'pass' && status !== 'removed');
  const onHead = report.findings.filter(({ side }) => side === 'head');
  const accepted = onHead.filter(({ suppressed }) => suppressed !== null);
  const old = onHead.filter(({ isNew, suppressed }) => !isNew && suppressed === null);
  const hints = onHead.filter(({ isNew, suppressed, severity, query, parameters }) => {
    const isTold = report.cases.some(
      each => each.query === query && each.parameters === parameters && each.outcome !== 'pass',
    );
    return isNew && suppressed === null && severity === 'note' && query !== '' && !isTold;
  });
  const ofSchema = schemaGroups(schemaFindings(report)).filter(({ remedy }) => remedy !== '');
  return {
    tables: changed.length > 0 ? 1 : 0,
    rows: changed.length > 0 ? changed.length + 1 : 0,
    folds:
      loud.length +
      [quiet.length > 0, old.length > 0, accepted.length > 0, hints.length > 0, ofSchema.length > 3].filter(
        is => is,
      ).length,
    headings: 1 + quiet.length,
  };
}

function partsOf(tree: TreeNode) {
  const count = (...tags: string[]) => tags.reduce((sum, tag) => sum + elements(tree, tag).length, 0);
  return {
    tables: count('table'),
    rows: count('tr'),
    folds: count('details'),
    headings: count('h1', 'h2', 'h3', 'h4'),
  };
}

function expectHarmless(markdown: string): TreeNode {
  const tree = parsed(markdown);
  expect(dangers(tree), markdown).toEqual([]);
  expect(misshapen(tree), markdown).toEqual([]);
  const seen = shown(tree);
  expect(dangers(seen), markdown).toEqual([]);
  expect(misshapen(seen), markdown).toEqual([]);
  // Nothing had to be taken out.
  expect(textOf(seen)).toBe(textOf(tree));
  return seen;
}

describe('what the checks see', () => {
  test.each([
    ['an image', '![x](https://evil.example/x.png)', 'a img'],
    ['a link', '[x](https://evil.example)', 'a link: https://evil.example'],
    ['a way out of the repository', `[x](${repositoryUrl}/blob/a/../../../../evil#L1)`, 'a link'],
    ['a bare address', 'see https://evil.example', 'a link'],
    ['a script', '<script>alert(1)</script>', 'a script'],
    ['a hidden comment', '<!-- plangate -->', 'a hidden comment'],
    ['an attribute', '<details open><summary>x</summary></details>', 'details with open'],
    ['a mention', 'ask @everyone', 'mention'],
    ['an issue', 'as in #12', 'issue'],
    ['another kind of issue', 'as in GH-12', 'issue'],
    ['a commit', 'since 4c2f1d09', 'commit'],
    ['math', '$x$', 'math'],
  ])('%s', (_name, markdown, danger) => {
    expect(dangers(parsed(markdown)).join('\n')).toContain(danger);
  });

  test('not what is code', () => {
    expect(
      dangers(parsed('`@everyone #12 4c2f1d09`\n\n```sql\n@everyone https://evil.example\n```')),
    ).toEqual([]);
  });

  test.each([
    [
      'a fold in a fold',
      '<details><summary>a</summary>\n\n<details><summary>b</summary>\n\n</details>\n\n</details>',
    ],
    ['code in a list', '- a\n\n  ```sql\n  b\n  ```'],
    ['a table in a quote', '> | a |\n> | - |\n> | b |'],
  ])('%s', (_name, markdown) => {
    expect(misshapen(parsed(markdown))).toHaveLength(1);
  });
});

test.each(Object.entries(samples))('%s has the parts that it should have', (_name, report) => {
  const seen = expectHarmless(renderMarkdown(report, options));
  expect(partsOf(seen)).toEqual(expectedParts(report));
});

test('nothing of a hostile report comes to life in a comment or a summary', () => {
  fc.assert(
    fc.property(hostileReport, hostileText, (report, name) => {
      const seen = expectHarmless(renderMarkdown(report, { ...options, name, limit: 1_000_000 }));
      expect(partsOf(seen)).toEqual(expectedParts(report));
      expectHarmless(renderSummary(report, { ...options, name }));
    }),
    { numRuns: 50 },
  );
});

test('nor in one that was shortened', () => {
  fc.assert(
    fc.property(hostileReport, fc.integer({ min: 1000, max: 8000 }), (report, limit) => {
      expectHarmless(renderMarkdown(report, { ...options, limit }));
    }),
    { numRuns: 50 },
  );
});

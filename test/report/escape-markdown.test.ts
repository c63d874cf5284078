import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  blobUrl,
  htmlCode,
  markdownCode,
  markdownFence,
  markdownText,
} from '../../src/report/escape-markdown.ts';
import { hostileText } from './hostile-text.ts';

test.each([
  ['Index Scan using a_b_idx on a', 'Index Scan using a_b_idx on a'],
  ['_it_ *bold* ~~gone~~', '\\_it\\_ \\*bold\\* \\~\\~gone\\~\\~'],
  ['a|b', 'a\\|b'],
  ['a\\|b', 'a\\\\\\|b'],
  ['<b>&amp;</b>', '&lt;b&gt;&amp;amp;&lt;/b&gt;'],
  ['ping @everyone #12 GH-7', 'ping @&#8203;everyone #&#8203;12 GH-&#8203;7'],
  ['see https://evil.example', 'see https<span>:</span>//evil.example'],
  ['[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
  ['commit 4c2f1d09a8', 'commit 4c2f1d&#8203;09a8'],
  ['1. no list', '1\\. no list'],
  ['41.2 s', '41.2 s'],
  ['# no heading', '\\# no heading'],
  ['two\nlines', 'two lines'],
  ['$1 and $2', '<span>$</span>1 and <span>$</span>2'],
])('the words %j are written as %j', (text, escaped) => {
  expect(markdownText(text)).toBe(escaped);
});

test.each([
  ['latest-deployments', '`latest-deployments`'],
  ['@everyone #1', '<code><span>&#64;</span>everyone &#35;1</code>'],
  ['x <= 1', '<code>x &#60;= 1</code>'],
  ['a`b', '<code>a&#96;b</code>'],
  ['a\\|b', '<code>a&#92;&#124;b</code>'],
  ['', '<code></code>'],
  ['数据 🚀', '`数据 🚀`'],
])('the name %j is written as %j', (text, escaped) => {
  expect(markdownCode(text)).toBe(escaped);
});

/** What GitHub would take for markup, a mention, a reference or a link. Written independently of the escapes. */
const alive = [
  /(?<!\\)(?:\\\\)*[|`*[\]{}]/,
  /<(?!span>|\/span>)/,
  />(?<!span>)/,
  /@(?!&#8203;)/,
  /#\w/,
  /GH-\d/i,
  /:\/\//,
  /www\./i,
  /\p{Cc}/u,
  /[\u202a-\u202e\u2066-\u2069\u2028\u2029]/,
  /^(?:[-+=#>]|\d+[.)](?:\s|$))/,
];

test('words hold nothing that GitHub would act on', () => {
  fc.assert(
    fc.property(hostileText, text => {
      // Numbered entities are inert; they are taken out so that their own # and digits are not looked at.
      const escaped = markdownText(text)
        .replaceAll('&#8203;', '\u200b')
        .replaceAll(/<\/?span>/g, '\u200b');
      for (const pattern of alive) {
        const found = pattern.source.startsWith('@') ? escaped.match(/@(?!\u200b)/) : escaped.match(pattern);
        expect(found, `${JSON.stringify(escaped)} against ${pattern}`).toBeNull();
      }
    }),
    { numRuns: 2000 },
  );
});

const htmlOnly = /^<code>(?:[^<>`|\\@\p{Cc}]|<span>[^<>]+<\/span>)*<\/code>$/u;

test('a name stays within its code, in Markdown as in HTML', () => {
  fc.assert(
    fc.property(hostileText, text => {
      const code = markdownCode(text);
      if (code.startsWith('`')) expect(code).toMatch(/^`[^`|\\<>@\p{Cc}]+`$/u);
      else expect(code).toMatch(htmlOnly);
      expect(htmlCode(text)).toMatch(htmlOnly);
    }),
    { numRuns: 2000 },
  );
});

test('the code of a name shows the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), text => {
      const shown = htmlCode(text).slice('<code>'.length, -'</code>'.length);
      const decoded = shown
        .replace(/<\/?span>/g, '')
        .replace(/&#(\d+);/g, (_entity, code: string) => String.fromCodePoint(Number(code)));
      expect(decoded).toBe(text.replace(/\s+/g, ' ').trim());
    }),
  );
});

test('a fence is longer than any run of backticks within, and ends where it should', () => {
  fc.assert(
    fc.property(hostileText, text => {
      const lines = markdownFence(text, 'sql').split('\n');
      const fence = lines.at(-1) ?? '';
      expect(fence).toMatch(/^`{3,}$/);
      expect(lines[0]).toBe(`${fence}sql`);
      for (const line of lines.slice(1, -1)) expect(line).not.toContain(fence);
      expect(lines.join('')).not.toMatch(/\p{Cc}/u);
    }),
    { numRuns: 2000 },
  );
});

test('a link to a file cannot leave the repository', () => {
  const sha = '4c2f1d09a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3';
  const repository = 'https://github.com/acme/ml';
  expect(blobUrl(repository, sha, 'db/a b/(x).sql', 3)).toBe(
    `${repository}/blob/${sha}/db/a%20b/%28x%29.sql#L3`,
  );
  expect(blobUrl('javascript:alert(1)', sha, 'a.sql', 1)).toBeNull();
  expect(blobUrl('https://x/a)b', sha, 'a.sql', 1)).toBeNull();
  expect(blobUrl(repository, 'main', 'a.sql', 1)).toBeNull();
  fc.assert(
    fc.property(hostileText, file => {
      expect(blobUrl(repository, sha, file, 1)).toMatch(
        /^https:\/\/github\.com\/acme\/ml\/blob\/[0-9a-f]{40}\/[\w.~%/-]*#L1$/,
      );
    }),
  );
});

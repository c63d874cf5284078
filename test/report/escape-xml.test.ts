import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeXml, xmlElement } from '../../src/report/escape-xml.ts';
import { hostileText } from './hostile-text.ts';
import { readXml } from './read-xml.ts';

test.each([
  ['a < b && c > "d"', 'a &lt; b &amp;&amp; c &gt; &quot;d&quot;'],
  [']]></failure><!-- -->', ']]&gt;&lt;/failure&gt;&lt;!-- --&gt;'],
  ['\u0000\u0008\u000b\u001b[31m\ufffe\uffff', '[31m'],
  ['a\r\nb\tc', 'a&#13;\nb\tc'],
  ['🚀 数 \ud800', '🚀 数 \ufffd'],
])('%j is written as %j', (text, escaped) => {
  expect(escapeXml(text)).toBe(escaped);
});

/** What XML 1.0 can hold of a text, written without looking at the escape: by code points, from the standard's rule 2. */
function holdable(text: string): string {
  const isChar = (code: number) =>
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    code >= 0x10000;
  return [...text.toWellFormed()].filter(character => isChar(character.codePointAt(0) ?? 0)).join('');
}

test('a parser reads what was written, and nothing but text', () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.string({ unit: 'binary' })), text => {
      const { text: read, attributes, children } = readXml(xmlElement('e', { a: text }, escapeXml(text)));
      expect(children).toEqual([]);
      expect(read).toBe(holdable(text));
      expect(attributes).toEqual({ a: holdable(text).replace(/[\t\n]/g, ' ') });
    }),
    { numRuns: 500 },
  );
});

test('an attribute that is null is none, and an element without content is closed at once', () => {
  expect(xmlElement('a', { b: null, c: 1 }, '')).toBe('<a c="1"/>');
});

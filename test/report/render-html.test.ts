import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { expect, test } from 'vitest';
import { jsonInScript } from '../../src/report/escape-html.ts';
import { terminalLine } from '../../src/report/escape-terminal.ts';
import { renderHtml } from '../../src/report/render-html.ts';
import type { Report } from '../../src/report/schema.ts';
import { hostileText } from './hostile-text.ts';
import { pageStub } from './page-stub.ts';
import { sampleCase, sampleReport, samples, side } from './samples.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const policy =
  "default-src 'none'; script-src 'sha256-page' 'sha256-plan'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

/** What the template is made of: written without looking at the renderer's escapes. */
const attributes: Readonly<Record<string, RegExp>> = {
  lang: /^en$/,
  charset: /^utf-8$/,
  'http-equiv': /^Content-Security-Policy$/,
  name: /^(?:viewport|color-scheme|referrer)$/,
  content: /^(?:width=device-width, initial-scale=1|light dark|no-referrer|default-src 'none'; .*)$/,
  class: /^[a-z -]+$/,
  id: /^(?:all|cases|drawn|charts|plan-script|plan-styles|case-\d+)$/,
  type: /^(?:application\/json|text\/plain|module)$/,
  scope: /^(?:col|row)$/,
  href: /^(?:#case-\d+|https:\/\/github\.com\/acme\/ml\/blob\/[0-9a-f]{7,64}\/[\w.!~%/-]*#L\d+)$/,
  rel: /^noopener noreferrer$/,
  'aria-hidden': /^true$/,
  'data-standing': /^[a-z-]+$/,
  'data-label': /^(?:buffers|latency), (?:base|head|change)$/,
  'data-value': /^\d+(?:\.\d+)?(?:e[+-]\d+)?$/,
};
const elements =
  /^(?:html|head|meta|title|style|body|header|main|section|article|footer|h[1-4]|p|ul|li|strong|small|span|code|pre|mark|br|a|table|thead|tbody|tr|th|td|details|summary|div|script)$/;

function* elementsOf(node: Node | DefaultTreeAdapterTypes.Document): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child);
}

const attribute = (element: Element, name: string) => element.attrs.find(each => each.name === name)?.value;
const textOf = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';

/** What in a page is not of the template. */
function foreign(html: string, report: Report): string[] {
  const errors: string[] = [];
  const document = parse(html, {
    onParseError: ({ code }) => {
      // A code point that Unicode gives to nobody is as harmless as it is useless.
      if (String(code) !== 'noncharacter-in-input-stream') errors.push(`parse error: ${code}`);
    },
  });
  const all = [...elementsOf(document)];
  for (const { tagName, attrs } of all) {
    if (!elements.test(tagName)) errors.push(`<${tagName}>`);
    for (const { name, value } of attrs) {
      if (!Object.hasOwn(attributes, name) || !attributes[name]?.test(value))
        errors.push(`<${tagName} ${name}="${value}">`);
    }
  }
  const count = (name: string) => all.filter(({ tagName }) => tagName === name).length;
  const sides = report.cases.flatMap(each => [each.base, each.head]).filter(each => each !== null);
  if (count('script') !== 4 + sides.length) errors.push(`${count('script')} scripts`);
  if (count('details') !== report.cases.length) errors.push(`${count('details')} folds`);
  if (count('style') !== 1) errors.push(`${count('style')} styles`);
  const meta = all.find(element => attribute(element, 'http-equiv') !== undefined);
  if (meta === undefined || attribute(meta, 'content') !== policy) errors.push('the policy is missing');
  const modules = all.filter(element => attribute(element, 'type') === 'module').map(textOf);
  if (modules.join() !== pageStub.script) errors.push(`another script: ${modules.join()}`);
  return errors;
}

const options = { links: { repositoryUrl: 'https://github.com/acme/ml' } };

test.each(Object.entries(samples))('%s holds nothing but the template, and the policy', (_name, report) => {
  expect(foreign(renderHtml(report, pageStub, options), report)).toEqual([]);
});

test('what is foreign is seen', () => {
  const html = renderHtml(samples.failing, pageStub, options);
  const with_ = (text: string) => foreign(html.replace('deployments_deployed_at_idx', text), samples.failing);
  expect(with_('<b>x</b>')).toEqual(['<b>']);
  expect(with_('<span onclick="x">')).toContain('<span onclick="x">');
  expect(with_('<a href="javascript:alert(1)">')).toContain('<a href="javascript:alert(1)">');
  expect(foreign(html.replace("default-src 'none'", "default-src 'self'"), samples.failing)).not.toEqual([]);
});

/** These have a few values that the schema knows; every other text may be anything. */
const fixed = new Set([
  ...[
    'verdict',
    'status',
    'direction',
    'outcome',
    'severity',
    'side',
    'level',
    'answer',
    'way',
    'workSource',
  ],
  ...['buffers', 'temp', 'wal', 'name', 'sign'],
]);

/** The report with every free text replaced: those of a case's name consistently, so that findings still find it. */
function withTexts(report: Report, texts: readonly string[]): Report {
  let next = 0;
  const replaced = new Map<string, string>();
  const text = (old: string) => {
    if (!replaced.has(old)) replaced.set(old, texts[next++ % texts.length] ?? '');
    return replaced.get(old);
  };
  const copy = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return fixed.has(key) ? value : text(value);
    if (Array.isArray(value)) return value.map(each => copy(each, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copy(each, name)]));
  };
  return copy(report, '') as Report;
}

test('no text of a report becomes an element or an attribute', () => {
  const anySample = fc.constantFrom(...Object.values(samples));
  fc.assert(
    fc.property(anySample, fc.array(hostileText, { minLength: 1, maxLength: 30 }), (sample, texts) => {
      const report = withTexts(sample, texts);
      expect(foreign(renderHtml(report, pageStub, options), report)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('a name reads as it was written', () => {
  fc.assert(
    fc.property(hostileText, name => {
      const document = parse(renderHtml(sampleReport({ cases: [sampleCase(`q${name}`)] }), pageStub));
      const shown = [...elementsOf(document)].find(element => attribute(element, 'class') === 'name');
      expect(shown === undefined ? null : textOf(shown)).toBe(terminalLine(`q${name}`, 200));
    }),
  );
});

test('the JSON of a plan is the same after it stood in a page', () => {
  fc.assert(
    fc.property(fc.json(), hostileText, (json, text) => {
      for (const each of [json, JSON.stringify([{ Plan: { Filter: text } }])]) {
        const report = sampleReport({
          cases: [sampleCase('q', { base: null, head: side(1, 1, { explain: each }) })],
        });
        const document = parse(renderHtml(report, pageStub));
        const [, plan] = [...elementsOf(document)]
          .filter(element => attribute(element, 'type') === 'application/json')
          .map(textOf)
          .toReversed();
        expect(JSON.parse(plan ?? '')).toEqual(JSON.parse(each.toWellFormed()));
      }
    }),
  );
});

test.each(['</script>', '<!--', '<script>', 'a\u2028b', '&lt;', ']]>'])('%j cannot end a script', text => {
  expect(jsonInScript(JSON.stringify(text))).not.toMatch(/[<>&\u2028]/);
  expect(JSON.parse(jsonInScript(JSON.stringify(text)))).toBe(text);
});

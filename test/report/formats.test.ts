import { expect, test } from 'vitest';
import { formatOf, formats } from '../../src/report/formats.ts';

test('the ending picks the format, in either case', () => {
  expect(formatOf('out/plangate.json').name).toBe('JSON');
  expect(formatOf('REPORT.MD').name).toBe('Markdown');
  expect(formatOf('a.b.html').name).toBe('HTML');
});

const known = Object.entries(formats)
  .map(([ending, { name }]) => `${ending} (${name})`)
  .join(' or ');

test.each([
  ['report.txt', '--report report.txt: ".txt" is no report format.'],
  ['out.md/report', '--report out.md/report: The file has no ending that names a format.'],
  ['a.constructor', '--report a.constructor: ".constructor" is no report format.'],
])('%s is refused', (file, message) => {
  expect(() => formatOf(file)).toThrow(`${message} Use a name that ends in ${known}.`);
});

import { expect, test } from 'vitest';
import { formatOf } from '../../src/report/formats.ts';

test('the ending picks the format, in either case', () => {
  expect(formatOf('out/plangate.json').name).toBe('JSON');
  expect(formatOf('REPORT.MD').name).toBe('Markdown');
  expect(formatOf('plangate.sarif').name).toBe('SARIF');
  expect(formatOf('TEST-plangate.xml').name).toBe('JUnit');
  expect(formatOf('a.b.html').name).toBe('HTML');
});

const known = '.html (HTML), .json (JSON), .md (Markdown), .sarif (SARIF) or .xml (JUnit)';

test.each([
  ['report.txt', '--report report.txt: ".txt" is no report format.'],
  ['out.md/report', '--report out.md/report: The file has no ending that names a format.'],
  ['a.constructor', '--report a.constructor: ".constructor" is no report format.'],
])('%s is refused', (file, message) => {
  expect(() => formatOf(file)).toThrow(`${message} Use a name that ends in ${known}.`);
});

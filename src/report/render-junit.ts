import { escapeXml, type XmlAttributes, xmlElement } from './escape-xml.ts';
import { type JunitTest, junitTests } from './junit-tests.ts';
import type { Report } from './schema.ts';

/**
 * The report as JUnit's XML, with what dorny/test-reporter and mikepenz/action-junit-report read: a suite for each query
 * file, a test for each case. Times are in seconds.
 */
export function renderJunit(report: Report): string {
  const tests = junitTests(report);
  const suites = [...Map.groupBy(tests, ({ suite }) => suite)].map(([name, own]) => {
    const time = own.reduce((sum, each) => sum + each.time, 0);
    const attributes = {
      name,
      ...counts(own),
      time: seconds(time),
      file: own[0]?.file === name ? name : null,
    };
    return xmlElement('testsuite', attributes, block(own.map(testXml), 2));
  });
  const root = { name: 'plangate', ...counts(tests), time: seconds(report.duration) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement('testsuites', root, block(suites, 1))}\n`;
}

function testXml({ suite, name, file, line, time, ending, output }: JunitTest): string {
  // Of a class that is named like its suite, nobody shows the name twice.
  const attributes = { name, classname: suite, file, line, time: seconds(time) };
  const children: string[] = [];
  if (ending !== null) {
    const { kind, type, message, text } = ending;
    children.push(xmlElement(kind, { message, type }, escapeXml(text)));
  }
  if (output !== '') children.push(xmlElement('system-out', {}, escapeXml(output)));
  return xmlElement('testcase', attributes, block(children, 3));
}

function counts(tests: readonly JunitTest[]): XmlAttributes {
  const ended = (kind: string) => tests.filter(({ ending }) => ending?.kind === kind).length;
  return {
    tests: tests.length,
    failures: ended('failure'),
    errors: ended('error'),
    skipped: ended('skipped'),
  };
}

/** Elements on lines of their own, `depth` levels in; their own texts are left as they are. */
function block(elements: readonly string[], depth: number): string {
  if (elements.length === 0) return '';
  const indent = '  '.repeat(depth);
  return `\n${elements.map(each => `${indent}${each}\n`).join('')}${'  '.repeat(depth - 1)}`;
}

/** From ms, without an exponent, whatever the number. */
function seconds(milliseconds: number): string {
  return String(Number((Math.min(milliseconds, 1e12) / 1000).toFixed(6)));
}

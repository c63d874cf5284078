import type { Annotation } from './annotation.ts';
import { annotationsOf } from './annotations.ts';
import { caseAnnotation } from './case-annotation.ts';
import { buffersOf, caseLabel, latencyOf, type Numbers, otherCountsOf } from './case-words.ts';
import { terminalLine } from './escape-terminal.ts';
import { holdable } from './escape-xml.ts';
import { headline } from './headline.ts';
import type { CaseReport, Report } from './schema.ts';
import { standingOf, standings } from './standing.ts';

/** A case, or what is about the run, as a test with plain texts. */
export interface JunitTest {
  /** The query file, `Schema`, or `plangate` for what is about neither. */
  readonly suite: string;
  readonly name: string;
  readonly file: string | null;
  readonly line: number | null;
  /** In ms: head's median. */
  readonly time: number;
  /** null for a test that passed. */
  readonly ending: {
    readonly kind: 'failure' | 'error' | 'skipped';
    readonly type: string | null;
    readonly message: string;
    readonly text: string;
  } | null;
  /** What was measured; warnings, too, where a test passed with them. */
  readonly output: string;
}

const runSuite = 'plangate';
const schemaSuite = 'Schema';
const nameLimit = 200;

export function junitTests(report: Report): readonly JunitTest[] {
  return [...runTests(report), ...schemaTests(report), ...report.cases.map(entry => caseTest(report, entry))];
}

function caseTest(report: Report, entry: CaseReport): JunitTest {
  const { outcome, status, line, head, base } = entry;
  const told = outcome === 'pass' ? null : caseAnnotation(report, entry);
  const unseen = outcome === 'fail' ? null : unseenWords(entry);
  const ending =
    unseen !== null
      ? skippedFor(told !== null && isUnmeasured(status) ? told.title : `${caseLabel(entry)} ${unseen}`)
      : told !== null && outcome === 'fail'
        ? endingOf('failure', told)
        : null;
  const warning = told === null || ending?.message === told.title ? [] : [told.title, told.message];
  const file = fileOf(entry);
  return {
    suite: file ?? '(no file)',
    name: holdable(terminalLine(caseLabel(entry), nameLimit)) || '(no name)',
    file,
    line,
    time: (head ?? base)?.latency.median ?? 0,
    ending,
    output: [standings[standingOf(entry)].word, ...warning, ...numbersOf(entry)].join('\n'),
  };
}

function isUnmeasured(status: CaseReport['status']): boolean {
  return status === 'not-judged' || status === 'errored';
}

/** Why a case that did not fail has not passed either: nothing, or not everything, of it was judged. null for one that has. */
function unseenWords(entry: CaseReport): string | null {
  switch (entry.status) {
    case 'not-judged':
      return 'was not judged';
    case 'errored':
      return 'could not be measured';
    case 'new':
      return 'is new: there is no base to compare it with';
    case 'explained':
      return 'was explained: there is no base to compare it with';
    case 'removed':
      return 'was removed: there is nothing to measure on head';
    default:
      return standingOf(entry) === 'unclear' ? 'has an unclear time: the samples cannot tell' : null;
  }
}

function skippedFor(text: string): JunitTest['ending'] {
  const message = holdable(terminalLine(text, nameLimit)) || runSuite;
  return { kind: 'skipped', type: null, message, text: '' };
}

/**
 * Errors and whatever else is about no query, and the run itself where it had nothing to measure. Where the verdict is an error, one of them says so: nobody looks at a run
 * in which tests were only skipped.
 */
function runTests(report: Report): readonly JunitTest[] {
  const kind = report.verdict === 'error' ? 'error' : 'failure';
  const skipped = report.skipped === null ? [] : [runTest('plangate', skippedFor(report.skipped), '')];
  const told = annotationsOf(report).filter(({ query, level }) => query === null && level !== 'notice');
  const tests = told.map(annotation => {
    const { level, title, message, line } = annotation;
    const place = { file: fileOf(annotation), line };
    return level === 'failure'
      ? runTest(title, endingOf(kind, annotation), '', place)
      : runTest(title, null, message, place);
  });
  if (kind === 'failure' || tests.some(({ ending }) => ending !== null)) return [...skipped, ...tests];
  const message = terminalLine(`plangate ${headline(report)}`, nameLimit);
  return [...tests, runTest(message, { kind, type: 'not-judged', message, text: message }, '')];
}

/** What is about the schema: it fails where it fails the run, and passes with its words where it only warns. */
function schemaTests(report: Report): readonly JunitTest[] {
  const told = annotationsOf(report).filter(({ query }) => query === '');
  return told.map(annotation => {
    const { level, title, message, line } = annotation;
    const isFailure = level === 'failure';
    const place = { file: fileOf(annotation), line };
    return {
      ...runTest(title, isFailure ? endingOf('failure', annotation) : null, isFailure ? '' : message, place),
      suite: schemaSuite,
    };
  });
}

function runTest(
  title: string,
  ending: JunitTest['ending'],
  output: string,
  place: Pick<JunitTest, 'file' | 'line'> = { file: null, line: null },
): JunitTest {
  return { suite: runSuite, name: holdable(title) || runSuite, ...place, time: 0, ending, output };
}

function fileOf({ file }: { readonly file: string | null }): string | null {
  return holdable(terminalLine(file ?? '')) || null;
}

function endingOf(kind: 'failure' | 'error', annotation: Annotation): JunitTest['ending'] {
  const { rule } = annotation;
  const message = holdable(annotation.title) || runSuite;
  const text = [annotation.message, frame(annotation)].filter(part => part !== '').join('\n');
  return { kind, type: rule, message, text };
}

/**
 * The place as a line of a stack trace, `at db.queries.Query(a.sql:3)` for db/queries/a.sql: test-reporter reads no
 * attribute for it, but looks for the file whose name and folders stand in such a line.
 */
function frame({ file, line }: Annotation): string {
  if (file === null || line === null) return '';
  const folders = terminalLine(file).split('/');
  const name = folders.pop();
  return `at ${[...folders, 'Query'].join('.')}(${name}:${line})`;
}

function numbersOf(entry: CaseReport): readonly string[] {
  const words = (noun: string, { values, factor }: Numbers) =>
    `${noun}: ${values}${factor === '' ? '' : ` (${factor})`}`;
  const [buffers, latency] = [buffersOf(entry), latencyOf(entry)];
  return [
    ...(buffers === null ? [] : [words('buffers', buffers)]),
    ...otherCountsOf(entry).map(each => words(each.noun, each)),
    ...(latency === null ? [] : [words('latency', latency)]),
  ];
}

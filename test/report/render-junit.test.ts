import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { renderJunit } from '../../src/report/render-junit.ts';
import type { Report } from '../../src/report/schema.ts';
import { hostileReport } from './hostile-report.ts';
import { readXml, type XmlElement } from './read-xml.ts';
import { reason, sampleCase, sampleReport, samples, side } from './samples.ts';

const schema = readFileSync(join(import.meta.dirname, 'junit.xsd'), 'utf8');

async function faults(documents: readonly string[]): Promise<readonly string[]> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema });
  return errors.map(({ message }) => message);
}

interface Test extends XmlElement {
  readonly suite: string;
  /** `failure`, `error`, `skipped`, or `passed`. */
  readonly ending: string;
}

function testsOf(report: Report): readonly Test[] {
  const root = readXml(renderJunit(report));
  return root.children.flatMap(suite =>
    suite.children.map(each => {
      const ending = each.children.find(({ name }) => name !== 'system-out')?.name ?? 'passed';
      return { ...each, suite: suite.attributes.name ?? '', ending };
    }),
  );
}

const words = ({ suite, attributes, ending }: Test) => `${suite} ${attributes.name}: ${ending}`;
const child = ({ children }: Test, name: string) => children.find(each => each.name === name);

/** Every count that a suite or the root gives, held to what is in it. */
function expectCounts(root: XmlElement): void {
  const all = root.children.flatMap(({ children }) => children);
  for (const { attributes, tests } of [
    { attributes: root.attributes, tests: all },
    ...root.children.map(suite => ({ attributes: suite.attributes, tests: suite.children })),
  ]) {
    const count = (name: string) =>
      String(tests.filter(({ children }) => children.some(each => each.name === name)).length);
    expect(attributes).toMatchObject({
      tests: String(tests.length),
      failures: count('failure'),
      errors: count('error'),
      skipped: count('skipped'),
    });
  }
}

test('every sample is valid by the schema of what is read', async () => {
  const documents = Object.values(samples).map(renderJunit);
  expect(await faults(documents)).toEqual([]);
  for (const document of documents) expectCounts(readXml(document));
});

test('the schema refuses what would be misread', async () => {
  const sound = renderJunit(samples.failing);
  const wrong = [
    sound.replace(' classname=', ' class='),
    sound.replace('time="0.14558"', 'time="1e-3"'),
    sound.replace('<failure message', '<failure text'),
    sound.replace('</failure>', '</failure><failure message="a" type="b"/>'),
    sound.replaceAll('runs-by-experiment', 'latest-deployments'),
  ];
  for (const document of wrong) {
    expect(document).not.toBe(sound);
    expect((await faults([document])).length, document).toBeGreaterThan(0);
  }
});

test('a case is a test of the suite of its file', () => {
  expect(testsOf(samples.errored).map(words)).toEqual([
    'db/queries/active-deployments.sql active-deployments: failure',
    'db/queries/dashboard-stats.sql dashboard-stats: skipped',
    'db/queries/latest-deployments.sql latest-deployments: passed',
    'db/queries/fleet-analytics.sql fleet-analytics: passed',
  ]);
  const file = 'db/queries/runs.sql';
  const cases = ['typical', 'rare'].map(parameters => sampleCase('runs', { parameters, file, line: 7 }));
  const [first] = testsOf(sampleReport({ cases }));
  expect(testsOf(sampleReport({ cases })).map(words)).toEqual([
    `${file} runs (typical): passed`,
    `${file} runs (rare): passed`,
  ]);
  // One suite for both, one line in the list of each tool.
  expect(readXml(renderJunit(sampleReport({ cases }))).children).toHaveLength(1);
  expect(first?.attributes).toEqual({
    name: 'runs (typical)',
    classname: file,
    file,
    line: '7',
    time: '0.00867',
  });
});

test('a failure says what, why, what to do and where; numbers are printed for every test', () => {
  const [worse, same] = testsOf(samples.failing);
  const failure = worse && child(worse, 'failure');
  expect(failure?.attributes).toEqual({
    message: 'latest-deployments got worse: 35 × the buffers, 17 × the time; latency 146 ms, budget 30 ms',
    type: 'count-worse',
  });
  expect(failure?.text.split('\n').slice(-3)).toEqual([
    'What to do: Keep deployments_deployed_at_idx, or recreate it:',
    'CREATE INDEX deployments_deployed_at_idx ON public.deployments USING btree (deployed_at DESC);',
    'at db.migrations.Query(003_drop_unused.sql:2)',
  ]);
  expect(worse && child(worse, 'system-out')?.text).toBe(
    'worse\nbuffers: 168 → 5,877 (35 ×)\nlatency: 8.67 → 146 ms (17 ×)',
  );
  expect(same && child(same, 'system-out')?.text).toBe('unchanged\nbuffers: 412\nlatency: 5.12 ms (~)');
});

test('what was not judged, or not against a base, or not in time, is skipped and says why', () => {
  const failures = [{ side: 'head', message: 'm', code: '42703', hint: null, timedOut: false } as const];
  const unclear = sampleCase('q').change;
  const parts: Parameters<typeof sampleCase>[1][] = [
    { status: 'errored', outcome: 'warn', head: null, failures },
    { status: 'new', base: null },
    { status: 'new', outcome: 'warn', base: null },
    { status: 'removed', head: null },
    { status: 'explained', base: null },
    { change: unclear === null ? null : { ...unclear, answer: 'unstable' } },
  ];
  const messages = parts.map(part => {
    const [test] = testsOf(sampleReport({ cases: [sampleCase('q', part)] }));
    return `${test?.ending}: ${test && child(test, 'skipped')?.attributes.message}`;
  });
  expect(messages).toEqual([
    'skipped: q could not be measured: m',
    'skipped: q is new: there is no base to compare it with',
    'skipped: q is new: there is no base to compare it with',
    'skipped: q was removed: there is nothing to measure on head',
    'skipped: q was explained: there is no base to compare it with',
    'skipped: q has an unclear time: the samples cannot tell',
  ]);
  const failing = sampleReport({ cases: [sampleCase('q', { status: 'new', outcome: 'fail', base: null })] });
  expect(testsOf(failing).map(({ ending }) => ending)).toEqual(['failure']);
});

test('a run that had nothing to measure is one test that was skipped', () => {
  const [run, ...others] = testsOf(samples.skipped);
  expect(others).toEqual([]);
  expect(run && child(run, 'skipped')?.attributes.message).toContain('No migration, seed, query');
});

test('a warning passes and says why', () => {
  const [mixed] = testsOf(samples.improved);
  expect(mixed?.ending).toBe('passed');
  expect(mixed && child(mixed, 'system-out')?.text).toMatch(/^mixed\nmodel-stats is mixed: 29 × the buffers/);
});

test('an error is one test that is an error, at its file and line', () => {
  const [error, ...others] = testsOf(samples['migration-failed']);
  expect(others).toEqual([]);
  expect(error?.ending).toBe('error');
  expect(error?.attributes).toMatchObject({
    classname: 'plangate',
    file: 'db/migrations/004_broken.sql',
    line: '14',
  });
  expect(error && child(error, 'error')?.text).toContain('\nALTER TABLE deployments ALTER COLUMN statsu');
});

test('a run whose verdict is an error has an error, however little is known', () => {
  expect(testsOf(samples['time-limit']).map(({ ending }) => ending)).toEqual([
    'error',
    'passed',
    'skipped',
    'skipped',
  ]);
  const failures = [{ side: 'head', message: 'm', code: '42703', hint: null, timedOut: false } as const];
  const vain = sampleCase('a', { status: 'errored', outcome: 'warn', base: null, head: null, failures });
  expect(testsOf(sampleReport({ verdict: 'error', base: null, cases: [vain] })).map(words)).toEqual([
    'plangate plangate 1 query could not be measured: error',
    'db/queries/a.sql a: skipped',
  ]);
  const expired = reason({ kind: 'waiver-expired', level: 'fail', text: 'the waiver of a expired' });
  expect(testsOf(sampleReport({ verdict: 'fail', reasons: [expired] })).map(words)).toEqual([
    'plangate A waiver has expired.: failure',
  ]);
});

test('times are plain numbers, whatever was measured', async () => {
  const times = [0, 0.000_000_4, 1e-9, 5e14, 1e300].map(latency => {
    return sampleCase(`q${latency}`, { base: null, head: side(1, latency), status: 'new' });
  });
  expect(await faults([renderJunit(sampleReport({ cases: times, duration: 1e300 }))])).toEqual([]);
});

test('hostile reports are well-formed and valid, and what was put in comes out as text only', async () => {
  const documents: string[] = [];
  fc.assert(
    fc.property(hostileReport, report => {
      const document = renderJunit(report);
      documents.push(document);
      const root = readXml(document);
      expectCounts(root);
      const tests = testsOf(report);
      const ofCases = tests.filter(({ suite }) => suite !== 'plangate' && suite !== 'Schema');
      expect(ofCases).toHaveLength(report.cases.length);
      const failing = report.cases.filter(({ outcome }) => outcome === 'fail').length;
      expect(ofCases.filter(({ ending }) => ending === 'failure')).toHaveLength(failing);
      if (report.verdict === 'error') expect(tests.some(({ ending }) => ending === 'error')).toBe(true);
      for (const { children } of tests) {
        for (const each of children) {
          expect(each.children).toEqual([]);
          expect(each.text).not.toMatch(/(?!\n)\p{Cc}|[\ufffe\uffff]/u);
        }
      }
    }),
    { numRuns: 200 },
  );
  expect(await faults(documents)).toEqual([]);
});

import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import type { Result, Run } from 'sarif';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { ruleKeys } from '../../src/config/index.ts';
import { renderSarif } from '../../src/report/render-sarif.ts';
import type { Report } from '../../src/report/schema.ts';
import { rules } from '../../src/rules/index.ts';
import { hostileReport } from './hostile-report.ts';
import { reason, sampleCase, sampleReport, samples, scanFinding, side } from './samples.ts';
import { readSarif, sarifFaults } from './sarif-schema.ts';

function runOf(report: Report): Run {
  const { runs } = readSarif(renderSarif(report));
  const [run] = runs;
  if (run === undefined || runs.length > 1) throw new Error(`${runs.length} runs`);
  return run;
}

function resultsOf(report: Report): readonly Result[] {
  return runOf(report).results ?? [];
}

const brief = ({ ruleId, level, baselineState }: Result) => `${ruleId} ${level} ${baselineState}`;

const worse = {
  status: 'changed',
  direction: 'worse',
  outcome: 'fail',
  base: side(100, 1),
  head: side(9000, 1),
} as const;

test.each(Object.entries(samples))('%s is valid by the schema of OASIS', (_name, report) => {
  const run = runOf(report);
  expect(run.tool.driver.name).toBe('plangate');
  for (const { ruleId, ruleIndex = -1, locations } of run.results ?? []) {
    expect(run.tool.driver.rules?.[ruleIndex]?.id).toBe(ruleId);
    expect(locations).toHaveLength(1);
  }
});

test('the schema refuses what is no SARIF', () => {
  const log = JSON.parse(renderSarif(samples.failing)) as { runs: [{ results: [Record<string, unknown>] }] };
  expect(sarifFaults(log)).toEqual([]);
  log.runs[0].results[0].level = 'bad';
  expect(sarifFaults(log)).toHaveLength(1);
  log.runs[0].results[0] = { message: {}, locations: [{ physicalLocation: { region: { startLine: 0 } } }] };
  expect(sarifFaults(log).length).toBeGreaterThan(1);
  expect(sarifFaults({ version: '2.1.0' })).toEqual([" must have required property 'runs'"]);
});

describe('the rules', () => {
  const known = runOf(samples.unchanged).tool.driver.rules ?? [];

  test('have all that GitHub shows of them', () => {
    expect(new Set(known.map(({ id }) => id)).size).toBe(known.length);
    for (const rule of known) {
      expect(rule.shortDescription?.text, rule.id).toMatch(/^\S.*\.$/);
      expect(rule.fullDescription?.text.length, rule.id).toBeLessThanOrEqual(1024);
      expect(rule.fullDescription?.text, rule.id).toMatch(/\.$/);
      expect(rule.help?.text, rule.id).toBeTruthy();
      expect(rule.help?.markdown, rule.id).toBeTruthy();
      expect(rule.help?.markdown, rule.id).not.toMatch(/\]\((?!https:\/\/)/);
      expect(rule.helpUri, rule.id).toMatch(/^https:\/\/github\.com\/plangate\/plangate/);
      expect(rule.defaultConfiguration?.level, rule.id).toMatch(/^(note|warning|error)$/);
      expect(rule.properties?.tags?.length, rule.id).toBeLessThanOrEqual(10);
    }
  });

  test.each(Object.values(rules))('$id brings its page along', ({ id }) => {
    const rule = known.find(each => each.id === id);
    expect(rule?.help?.markdown).toContain('## When to switch it off');
    expect(rule?.help?.text).not.toMatch(/```|\]\(/);
    expect(rule?.defaultConfiguration?.level).toBe(ruleKeys[id].severity);
  });

  test('stay in their places whatever the report names', () => {
    const report = sampleReport({ findings: [scanFinding('a', { rule: 'from-tomorrow', isNew: false })] });
    const { tool, results } = runOf(report);
    expect(tool.driver.rules?.slice(0, -1)).toEqual(known);
    expect(tool.driver.rules?.at(-1)?.id).toBe('from-tomorrow');
    expect(results?.[0]).toMatchObject({ ruleId: 'from-tomorrow', ruleIndex: known.length });
  });
});

test('a case and the finding that explains it are results of their own, and neither repeats the other', () => {
  const [count, scan, old] = resultsOf(samples.failing);
  expect([count, scan, old].map(each => each && brief(each))).toEqual([
    'count-worse error new',
    'sequential-scan error new',
    'sequential-scan note unchanged',
  ]);
  expect(count?.message.text).toMatch(
    /^latest-deployments got worse: 35 × the buffers.*\.\ncaused by .*\nIndex Scan using/,
  );
  expect(count?.message.text).not.toContain('Sequential scan of');
  expect(scan?.message.text).toContain('\nCREATE INDEX deployments_deployed_at_idx ON');
  expect(scan?.message.markdown).toContain('\n```sql\nCREATE INDEX deployments_deployed_at_idx ON');
  expect(scan?.locations?.[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: 'db/queries/latest-deployments.sql', uriBaseId: '%SRCROOT%' },
    region: { startLine: 3 },
  });
});

test('a case that only its finding decided is the finding', () => {
  const fresh = sampleCase('latest', { status: 'new', outcome: 'fail', base: null, head: side(9000, 3) });
  const report = { verdict: 'fail', cases: [fresh], findings: [scanFinding('latest')] } as const;
  expect(
    resultsOf(sampleReport({ ...report, cases: [fresh], findings: [...report.findings] })).map(brief),
  ).toEqual(['sequential-scan error new']);
});

test('what a waiver accepts is suppressed, with its reason', () => {
  const finding = scanFinding('nightly');
  const text = `nightly: ${finding.message.replace(/\.$/, '')} (waived until 2027-03-31: nightly job)`;
  const waived = sampleReport({
    cases: [sampleCase('nightly')],
    findings: [finding],
    reasons: [reason({ kind: 'waived', level: 'note', query: 'nightly', text })],
  });
  expect(resultsOf(waived)).toMatchObject([
    { level: 'note', suppressions: [{ kind: 'external', status: 'accepted', justification: text }] },
  ]);
});

test('an error says that the run was not successful, and stands at its line', () => {
  const { invocations, results } = runOf(samples['migration-failed']);
  expect(invocations).toMatchObject([
    {
      executionSuccessful: false,
      exitCode: 2,
      toolExecutionNotifications: [{ level: 'error', associatedRule: { id: 'error-migration' } }],
    },
  ]);
  expect(results?.map(brief)).toEqual(['error-migration error new']);
  expect(results?.[0]?.message.markdown).toContain('```text\nALTER TABLE deployments');
});

test('what stands at no line is a notification', () => {
  const { invocations, results } = runOf(samples['time-limit']);
  expect(results).toEqual([]);
  expect(invocations?.[0]?.toolExecutionNotifications).toMatchObject([
    { level: 'error', associatedRule: { id: 'not-judged' } },
  ]);
  const [warned] = runOf(samples.errored).invocations ?? [];
  expect(warned?.toolExecutionNotifications).toMatchObject([
    { level: 'note', message: { text: 'plangate.yml, waivers[1]: expires in 12 days' } },
  ]);
});

describe('fingerprints', () => {
  const prints = (report: Report) => resultsOf(report).map(each => each.partialFingerprints ?? {});
  const report = (numbers: number, parts: Parameters<typeof scanFinding>[1] = {}) => {
    const line = numbers;
    return sampleReport({
      verdict: 'fail',
      duration: numbers,
      cases: [sampleCase('latest', { ...worse, line, head: side(9000 + numbers, numbers) })],
      findings: [
        scanFinding('latest', { line, message: `reads ${numbers} rows`, facts: { rows: numbers }, ...parts }),
      ],
    });
  };

  test('stay the same when numbers, lines, words or other queries change', () => {
    const before = prints(report(1));
    expect(before).toHaveLength(2);
    expect(prints(report(77))).toEqual(before);
    const { cases, findings } = report(5);
    const more = sampleReport({ verdict: 'fail', cases: [sampleCase('other', worse), ...cases], findings });
    expect(prints(more)).toEqual(expect.arrayContaining(before));
    // A file that moves takes its queries along.
    const moved = cases.map(each => ({ ...each, file: 'sql/latest.sql' }));
    expect(prints(sampleReport({ verdict: 'fail', cases: moved, findings }))).toEqual(before);
  });

  test.each([
    { query: 'oldest' },
    { parameters: 'rare' },
    { relation: 'runs' },
    { rule: 'other-rule' },
    { facts: { alias: 'd2' } },
  ])('differ where %j differs', parts => {
    const of = (each: Report) => prints(each).at(-1)?.primaryLocationLineHash;
    expect(of(report(1, { isNew: false, ...parts }))).not.toBe(of(report(1, { isNew: false })));
  });

  test('are counted where everything else is the same, in the form that GitHub knows', () => {
    const { cases, findings } = report(1);
    const twice = prints(sampleReport({ verdict: 'fail', cases, findings: [...findings, ...findings] }));
    const hashes = twice.map(each => each.primaryLocationLineHash ?? '');
    expect(new Set(hashes).size).toBe(3);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{16}:[12]$/);
    expect(twice.map(each => each['plangate/v1'])).toEqual(hashes);
  });
});

test('never more than GitHub takes, and it says so', () => {
  const findings = Array.from({ length: 6000 }, (_, index) =>
    scanFinding(`query-${index}`, { isNew: false, message: 'm', statement: null }),
  );
  const many = runOf(sampleReport({ cases: [sampleCase('worse', worse)], verdict: 'fail', findings }));
  expect(many.results).toHaveLength(5000);
  expect(many.results?.[0]?.ruleId).toBe('count-worse');
  expect(many.invocations?.[0]?.toolExecutionNotifications?.at(-1)?.message.text).toMatch(
    /^1,001 results were left out/,
  );
});

test('stays below 10 MB, compressed, even where nothing can be compressed', () => {
  // The same on every run: a linear congruential generator makes text that gzip can do nothing with.
  let state = 1;
  const noise = () =>
    String.fromCodePoint(
      ...Array.from({ length: 4000 }, () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return 0x4e00 + ((state >>> 8) % 20_000);
      }),
    );
  const findings = Array.from({ length: 1000 }, () =>
    scanFinding(noise().slice(0, 50), { statement: noise() }),
  );
  const text = renderSarif(sampleReport({ findings: findings.map(each => ({ ...each, isNew: false })) }));
  expect(Buffer.byteLength(text)).toBeGreaterThan(8_000_000);
  expect(gzipSync(text).length).toBeLessThan(10_000_000);
  expect(readSarif(text).runs[0]?.results?.length).toBeGreaterThan(100);
});

const markdown = unified().use(remarkParse).use(remarkGfm);

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
  readonly position?: unknown;
}

/** What of a Markdown text is more than words, lists, bold leads, fences and spans. */
function markup(text: string): readonly string[] {
  const plain = ['root', 'paragraph', 'strong', 'list', 'listItem', 'text', 'code'];
  const visit = (node: Node): readonly string[] => {
    const isSpan = node.type === 'html' && /^<\/?span>$/.test(node.value ?? '');
    // This parser, unlike GitHub's, looks for addresses once more after it has read `&#58;` as a colon; such a link has
    // no place in the source.
    if (node.type === 'link' && node.position === undefined) return [];
    const own = plain.includes(node.type) || isSpan ? [] : [`${node.type}: ${node.value}`];
    return [...own, ...(node.children ?? []).flatMap(visit)];
  };
  return visit(markdown.parse(text) as Node);
}

test('markup is seen', () => {
  expect(markup('**a** [b](https://c.example) <b> ![d](e)')).toHaveLength(3);
});

test('hostile reports are valid too, and what was put in comes out as text only', () => {
  fc.assert(
    fc.property(hostileReport, report => {
      const run = runOf(report);
      const results = run.results ?? [];
      const onHead = report.findings.filter(({ side: each }) => each === 'head').length;
      expect(results.length).toBeGreaterThanOrEqual(onHead);
      for (const { message, locations = [], ruleId, ruleIndex = -1 } of results) {
        expect(run.tool.driver.rules?.[ruleIndex]?.id).toBe(ruleId);
        expect(message.text).not.toMatch(/(?!\n)\p{Cc}|\]\(|\p{Cs}/u);
        expect(markup(message.markdown ?? '')).toEqual([]);
        for (const { physicalLocation } of locations) {
          const uri = physicalLocation?.artifactLocation?.uri ?? '';
          // A relative path that leads nowhere else: no scheme, no host, no query, no way up.
          const base = 'https://host.example/root/';
          expect(new URL(uri, base).href).toBe(base + uri);
          expect(new URL(uri, base)).toMatchObject({ search: '', hash: '' });
        }
      }
      expect(new Set(results.map(each => each.partialFingerprints?.primaryLocationLineHash)).size).toBe(
        results.length,
      );
      for (const { message } of run.invocations?.[0]?.toolExecutionNotifications ?? []) {
        expect(message.text).not.toMatch(/(?!\n)\p{Cc}|\p{Cs}/u);
        if (message.markdown !== undefined) expect(markup(message.markdown)).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});

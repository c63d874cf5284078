import { describe, expect, test } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import type { RuleSettings } from '../../src/config/index.ts';
import type { SideResult } from '../../src/measurement/index.ts';
import type { Catalogue } from '../../src/postgres/index.ts';
import { findFindings } from '../../src/rules/index.ts';
import {
  absent,
  caseResult,
  failed,
  indexScan,
  measured,
  planOf,
  seqScan,
  skipped,
} from '../support/case-result.ts';
import { tolerances } from '../support/staged-case.ts';

const empty: Catalogue = { tables: [] };

const wasteful = (rows: number, kept: number, more = {}) =>
  measured({
    plan: planOf(
      seqScan('t', {
        Filter: '(a = 1)',
        'Actual Rows': kept,
        'Rows Removed by Filter': rows - kept,
        'Shared Hit Blocks': 500,
        ...more,
      }),
    ),
    buffers: 500,
  });
const served = measured({ plan: planOf(indexScan('t', 't_a_idx')), buffers: 500 });

async function find(base: SideResult, head: SideResult, settings?: RuleSettings) {
  const comparison = compare(caseResult(base, head, { parameters: 'typical' }), tolerances);
  const findings = await findFindings({
    comparisons: [comparison],
    catalogues: { base: empty, head: empty },
    rules: settings === undefined ? {} : { 'sequential-scan': settings },
  });
  return findings.filter(({ rule }) => rule === 'sequential-scan');
}

const brief = async (base: SideResult, head: SideResult, settings?: RuleSettings) =>
  (await find(base, head, settings)).map(({ side, isNew, severity }) => `${severity} ${side} ${isNew}`);

describe('what is new', () => {
  test.each<[string, SideResult, SideResult, string[]]>([
    ['an index scan became sequential', served, wasteful(20_000, 10), ['error head true']],
    ['a new query', absent, wasteful(20_000, 10), ['error head true']],
    ['a query that failed on base', failed(), wasteful(20_000, 10), ['error head true']],
    ['both sides', wasteful(20_000, 10), wasteful(20_000, 10), ['error head false', 'error base false']],
    ['a table that grew past the threshold', wasteful(9_990, 10), wasteful(10_010, 10), ['error head false']],
    ['a table that grew big', wasteful(4_000, 10), wasteful(10_010, 10), ['error head true']],
    ['a scan that is gone', wasteful(20_000, 10), served, ['error base false']],
    ['head failed', wasteful(20_000, 10), failed(), ['error base false']],
    ['removed', wasteful(20_000, 10), absent, ['error base false']],
    ['not reached', skipped, skipped, []],
  ])('%s', async (_, base, head, expected) => {
    expect(await brief(base, head)).toEqual(expected);
  });
});

describe('thresholds', () => {
  test.each<[string, SideResult, boolean]>([
    ['10,000 rows', wasteful(10_000, 500), true],
    ['9,999 rows', wasteful(9_999, 10), false],
    ['95 % thrown away', wasteful(100_000, 5_000), true],
    ['less than 95 % thrown away', wasteful(100_000, 5_001), false],
    ['1,000 pages of few rows', wasteful(50, 1, { 'Shared Hit Blocks': 1_000 }), true],
    ['never executed', wasteful(0, 0, { 'Actual Loops': 0 }), false],
    ['four rounds of a small table', wasteful(9_000, 10, { 'Actual Loops': 4 }), false],
    ['two rounds of a big table', wasteful(10_000, 10, { 'Actual Loops': 2 }), true],
    ['no filter', wasteful(10_000, 10_000), false],
  ])('%s', async (_, head, speaks) => {
    expect((await brief(absent, head)).length).toBe(speaks ? 1 : 0);
  });

  test('the scan must be a tenth of the work of the whole statement', async () => {
    const sideWith = (buffers: number): SideResult => {
      const side = wasteful(20_000, 10);
      if (side.kind !== 'measured') throw new Error('measured');
      const work = { ...side.measurement.work, buffers };
      return { kind: 'measured', measurement: { ...side.measurement, work } };
    };
    expect(await brief(absent, sideWith(5_000))).toHaveLength(1);
    expect(await brief(absent, sideWith(5_001))).toHaveLength(0);
  });

  test('are configured, one by one', async () => {
    const settings = { severity: 'warning', thresholds: { rows: 100 } } as const;
    expect(await brief(absent, wasteful(100, 1), settings)).toEqual(['warning head true']);
    expect(await brief(absent, wasteful(99, 1), settings)).toEqual([]);
    expect(await brief(absent, wasteful(100, 50), settings)).toEqual([]);
  });

  test('off finds nothing', async () => {
    const settings = { severity: 'off', thresholds: {} } as const;
    expect(await brief(absent, wasteful(20_000, 10), settings)).toEqual([]);
  });
});

describe('with calls', () => {
  const caseOf = (name: string, head: SideResult, calls: number | null, base = served) => {
    const result = caseResult(base, head, { name });
    const known = calls === null ? null : { number: calls };
    return compare(
      { ...result, case: { ...result.case, query: { ...result.case.query, calls: known } } },
      tolerances,
    );
  };
  const weighed = async (...cases: readonly [string, SideResult, number | null, SideResult?][]) => {
    const findings = await findFindings({
      comparisons: cases.map(each => caseOf(...each)),
      catalogues: { base: empty, head: empty },
      rules: {},
    });
    return findings
      .filter(({ rule, side }) => rule === 'sequential-scan' && side === 'head')
      .map(({ query, severity, weight }) => `${query} ${severity} ${weight?.toFixed(3) ?? null}`);
  };
  const scan = wasteful(20_000, 10);

  test('a query that hardly weighs anything is worth one level less', async () => {
    expect(await weighed(['rare', scan, 1], ['usual', scan, 500])).toEqual([
      'rare warning 0.002',
      'usual error 0.998',
    ]);
    expect(await weighed(['half', scan, 7], ['other', served, 7])).toEqual(['half error 0.500']);
  });

  test('what the author of a new query says of its calls is told, and changes nothing', async () => {
    expect(await weighed(['new', scan, 1, absent], ['usual', served, 500])).toEqual(['new error 0.002']);
  });

  test('nothing is known of a query whose calls nobody tells, or of the only one', async () => {
    expect(await weighed(['untold', scan, null], ['told', served, 9], ['too', served, 9])).toEqual([
      'untold error null',
    ]);
    expect(await weighed(['alone', scan, 1])).toEqual(['alone error null']);
  });

  test('parameter sets share the calls of their query', async () => {
    expect(await weighed(['q', scan, 1], ['q', scan, 1], ['usual', served, 99])).toEqual([
      'q error 0.010',
      'q error 0.010',
    ]);
  });
});

test('a finding is plain data that names its case', async () => {
  const [finding] = await find(absent, wasteful(20_000, 10));
  expect(finding).toMatchObject({
    rule: 'sequential-scan',
    query: 'q',
    parameters: 'typical',
    file: 'db/queries/q.sql',
    line: 1,
    relation: 't',
    node: 0,
  });
  expect(JSON.parse(JSON.stringify(finding))).toEqual(finding);
});

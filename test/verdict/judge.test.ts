import { describe, expect, test } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import type { Budget, Waiver } from '../../src/config/index.ts';
import type { SideResult } from '../../src/measurement/index.ts';
import type { Finding } from '../../src/rules/index.ts';
import { exitCode, type JudgeInput, judge, type Outcome } from '../../src/verdict/index.ts';
import {
  absent,
  around,
  type CaseParts,
  caseResult,
  failed,
  indexScan,
  type Measured,
  measured,
  planOf,
  skipped,
} from '../support/case-result.ts';
import { tolerances } from '../support/staged-case.ts';

const today = '2027-03-31';
const policy: JudgeInput['policy'] = { budgets: {}, tolerances, strict: false, waivers: [] };
const one = (base: SideResult, head: SideResult, parts: CaseParts = {}) =>
  compare(caseResult(base, head, parts), tolerances);

function verdict(
  base: SideResult,
  head: SideResult,
  more: Partial<JudgeInput['policy']> = {},
  parts: CaseParts = {},
  findings: readonly Finding[] = [],
) {
  return judge({ comparisons: [one(base, head, parts)], findings, policy: { ...policy, ...more }, today });
}

/** `fail: count-worse fail, finding warn` */
const brief = ({ outcome, reasons }: ReturnType<typeof judge>) =>
  `${outcome}: ${reasons.map(({ kind, level }) => `${kind} ${level}`).join(', ')}`;

describe('changes', () => {
  test.each<[string, Measured, Measured, string]>([
    ['nothing', {}, {}, 'pass: '],
    ['buffers worse', { buffers: 168 }, { buffers: 5877 }, 'fail: count-worse fail'],
    ['buffers better', { buffers: 5877 }, { buffers: 168 }, 'pass: '],
    ['buffers within the tolerance', { buffers: 1000 }, { buffers: 1100 }, 'pass: '],
    ['buffers under the floor', { buffers: 4 }, { buffers: 50 }, 'pass: '],
    [
      'two counts worse',
      { buffers: 168 },
      { buffers: 900, temp: 90 },
      'fail: count-worse fail, count-worse fail',
    ],
    [
      'one worse, another one better by less',
      { buffers: 100, temp: 700 },
      { buffers: 900, temp: 0 },
      'fail: count-worse fail',
    ],
    [
      'one worse, another one better by more',
      { buffers: 100, temp: 900 },
      { buffers: 900, temp: 0 },
      'warn: mixed warn',
    ],
    [
      'one worse, another one better by more, and surely slower',
      { buffers: 100, temp: 900, latency: around(100) },
      { buffers: 900, temp: 0, latency: around(300) },
      'fail: count-worse fail, slower fail',
    ],
    [
      'more work, significantly less time',
      { buffers: 1284, latency: around(171) },
      { buffers: 37_096, latency: around(117) },
      'warn: mixed warn',
    ],
    [
      'more work by the same plan, a little less time',
      { temp: 0, latency: around(60) },
      { temp: 2848, latency: around(51) },
      'fail: count-worse fail',
    ],
    [
      'more work by another plan, a little less time',
      { temp: 0, latency: around(60) },
      { temp: 2848, latency: around(51), plan: planOf(indexScan('t', 't_a_idx')) },
      'warn: mixed warn',
    ],
    [
      'more work, less time under the floor',
      { buffers: 1284, latency: around(3) },
      { buffers: 37_096, latency: around(1) },
      'fail: count-worse fail',
    ],
    [
      'less work, significantly more time',
      { buffers: 9000, latency: around(100) },
      { buffers: 90, latency: around(300) },
      'warn: mixed warn',
    ],
    [
      'more work and more time',
      { latency: around(10) },
      { buffers: 900, latency: around(30) },
      'fail: count-worse fail, slower fail',
    ],
    ['slower beyond the tolerance', { latency: around(100) }, { latency: around(150) }, 'fail: slower fail'],
    ['slower within the tolerance', { latency: around(100) }, { latency: around(120) }, 'pass: '],
    ['slower under the floor', { latency: around(1) }, { latency: around(5) }, 'pass: '],
    [
      'slower, low end of the interval within the tolerance',
      { latency: around(100) },
      { latency: around(127) },
      'pass: ',
    ],
    ['slower, with four samples', { latency: around(100, 4) }, { latency: around(300, 4) }, 'pass: '],
    ['faster', { latency: around(150) }, { latency: around(100) }, 'pass: '],
  ])('%s', (_, base, head, expected) => {
    expect(brief(verdict(measured(base), measured(head)))).toBe(expected);
  });
});

describe('sides that were not measured', () => {
  test.each<[string, SideResult, SideResult, string]>([
    ['new', absent, measured(), 'pass: '],
    ['new, fails', absent, failed(), 'fail: errored fail'],
    ['removed', skipped, absent, 'pass: removed note'],
    ['fails on head only', measured(), failed(), 'fail: errored fail'],
    ['times out on head only', measured(), failed('canceled', true), 'fail: errored fail'],
    ['fails on both', failed(), failed(), 'warn: errored warn'],
    ['fails on base only', failed(), measured(), 'pass: errored note'],
    ['not reached', skipped, skipped, 'error: not-judged warn'],
    ['not reached on head', measured(), skipped, 'error: not-judged warn'],
  ])('%s', (_, base, head, expected) => {
    expect(brief(verdict(base, head))).toBe(expected);
  });
});

describe('budgets', () => {
  const over = { buffers: 900, latency: around(30) };
  test.each<[string, SideResult, SideResult, Budget, string]>([
    ['within', measured(), measured(), { buffers: 100, latency: 20 }, 'pass: '],
    [
      'new query over buffers',
      absent,
      measured({ buffers: 401 }),
      { buffers: 400 },
      'fail: over-budget fail',
    ],
    ['new query at its budget', absent, measured({ buffers: 400 }), { buffers: 400 }, 'pass: '],
    ['new query over latency', absent, measured(over), { latency: 20 }, 'fail: over-budget fail'],
    [
      'new query, median over, low end within',
      absent,
      measured({ latency: around(20.5) }),
      { latency: 20 },
      'pass: ',
    ],
    [
      'failed on base, over',
      failed(),
      measured(over),
      { latency: 20 },
      'fail: over-budget fail, errored note',
    ],
    [
      'new query over planning',
      absent,
      measured({ planning: around(9) }),
      { planning: 5 },
      'fail: over-budget fail',
    ],
    ['new query over temp', absent, measured({ temp: 1 }), { temp: 0 }, 'fail: over-budget fail'],
    ['new query over WAL', absent, measured({ wal: 2 }), { wal: 1 }, 'fail: over-budget fail'],
    ['new query over rows', absent, measured({ rows: 51 }), { rows: 50 }, 'fail: over-budget fail'],
    [
      'several',
      absent,
      measured(over),
      { latency: 20, buffers: 100 },
      'fail: over-budget fail, over-budget fail',
    ],
    [
      'head crosses by one block',
      measured({ buffers: 399 }),
      measured({ buffers: 401 }),
      { buffers: 400 },
      'fail: over-budget fail',
    ],
    [
      'base exceeds, head alike',
      measured({ buffers: 900 }),
      measured({ buffers: 950 }),
      { buffers: 400 },
      'pass: over-budget note',
    ],
    [
      'base exceeds, head better',
      measured({ buffers: 900 }),
      measured({ buffers: 500 }),
      { buffers: 400 },
      'pass: over-budget note',
    ],
    [
      'base exceeds, head worse',
      measured({ buffers: 900 }),
      measured({ buffers: 1800 }),
      { buffers: 400 },
      'fail: count-worse fail, over-budget fail',
    ],
    [
      'latency: base exceeds, head alike',
      measured(over),
      measured({ ...over, latency: around(32) }),
      { latency: 20 },
      'pass: over-budget note',
    ],
    [
      'latency: base exceeds, head worse',
      measured(over),
      measured({ ...over, latency: around(60) }),
      { latency: 20 },
      'fail: slower fail, over-budget fail',
    ],
    [
      'latency: head crosses',
      measured({ latency: around(10) }),
      measured({ latency: around(22) }),
      { latency: 20 },
      'fail: slower fail, over-budget fail',
    ],
    [
      'latency: head crosses, by less than the floor',
      measured({ latency: around(0.3) }),
      measured({ latency: around(0.9) }),
      { latency: 0.5 },
      'fail: over-budget fail',
    ],
    [
      'latency: base straddles, head alike',
      measured({ latency: around(20) }),
      measured({ latency: around(21.5) }),
      { latency: 20 },
      'pass: over-budget note',
    ],
    [
      'latency: base within but for a spike, head slower',
      measured({ latency: [...around(30, 10), 80] }),
      measured({ latency: around(36) }),
      { latency: 32 },
      'fail: over-budget fail',
    ],
    [
      'planning: base exceeds, head alike',
      measured({ planning: around(9) }),
      measured({ planning: around(9) }),
      { planning: 5 },
      'pass: over-budget note',
    ],
    [
      'rows: base exceeds, head alike',
      measured({ rows: 90 }),
      measured({ rows: 90 }),
      { rows: 50 },
      'pass: over-budget note',
    ],
    [
      'rows: base exceeds, head more',
      measured({ rows: 90 }),
      measured({ rows: 91 }),
      { rows: 50 },
      'fail: over-budget fail',
    ],
    ['removed', measured(over), absent, { buffers: 1 }, 'pass: removed note'],
  ])('%s', (_, base, head, budget, expected) => {
    // The same, whether the policy or the query sets it.
    expect(brief(verdict(base, head, { budgets: budget }))).toBe(expected);
    expect(brief(verdict(base, head, {}, { budget }))).toBe(expected);
  });

  test('strict fails what base exceeds too', () => {
    const same = measured({ buffers: 900 });
    expect(brief(verdict(same, same, { budgets: { buffers: 400 }, strict: true }))).toBe(
      'fail: over-budget fail',
    );
  });

  test("a query's own budget replaces the default of the same name, and no other", () => {
    const head = measured({ buffers: 900, temp: 9 });
    const budgets = { buffers: 400, temp: 5 };
    expect(verdict(absent, head, { budgets }, { budget: { buffers: 1000 } }).reasons).toMatchObject([
      { kind: 'over-budget', budget: 'temp', limit: 5, actual: 9, base: null, before: false },
    ]);
  });

  test('counts of unlike sources are taken from the plans', () => {
    const [base, head] = [measured({ buffers: 900 }), measured({ workSource: 'plan' })];
    expect(brief(verdict(base, head, { budgets: { buffers: 0 } }))).toBe('pass: ');
  });
});

function finding(parts: Partial<Finding> = {}): Finding {
  return {
    rule: 'sequential-scan',
    severity: 'error',
    query: 'q',
    parameters: '',
    side: 'head',
    isNew: true,
    file: 'q.sql',
    line: 1,
    relation: 't',
    node: 0,
    column: null,
    share: null,
    impact: 0,
    suppressed: null,
    also: [],
    facts: {},
    ...parts,
  };
}

describe('findings', () => {
  const better = [measured({ buffers: 900 }), measured({ buffers: 90 })] as const;
  const mixed = [
    measured({ buffers: 90, latency: around(90) }),
    measured({ buffers: 900, latency: around(30) }),
  ] as const;
  const same = [measured(), measured()] as const;
  test.each<[string, readonly [SideResult, SideResult], Partial<Finding>, string]>([
    ['new error', same, {}, 'fail: finding fail'],
    ['new warning', same, { severity: 'warning' }, 'warn: finding warn'],
    ['new note', same, { severity: 'note' }, 'pass: '],
    ['off', same, { severity: 'off' }, 'pass: '],
    ['not new', same, { isNew: false }, 'pass: '],
    ['on base', same, { side: 'base', isNew: false }, 'pass: '],
    ['of another query', same, { query: 'other' }, 'pass: '],
    ['of another parameter set', same, { parameters: 'rare' }, 'pass: '],
    ['new error in a new query', [absent, measured()], {}, 'fail: finding fail'],
    ['new error where the work got less', better, {}, 'warn: finding warn'],
    ['new warning where the work got less', better, { severity: 'warning' }, 'warn: finding warn'],
    ['new error in a mixed case', mixed, {}, 'warn: finding warn, mixed warn'],
  ])('%s', (_, [base, head], parts, expected) => {
    expect(brief(verdict(base, head, {}, {}, [finding(parts)]))).toBe(expected);
  });
});

describe('suppressions', () => {
  const same = [measured(), measured()] as const;
  const ignores = [{ rule: 'sequential-scan', reason: 'nightly job', line: 2 }];
  const suppressed = finding({ suppressed: 'nightly job' });
  const cause = { rule: 'sequential-scan', facts: {} } as const;

  test.each<[string, readonly [SideResult, SideResult], readonly Finding[], string]>([
    ['of a new error', same, [suppressed], 'pass: '],
    ['of what was there before', same, [{ ...suppressed, isNew: false }], 'pass: '],
    ['of a cause', same, [{ ...suppressed, rule: 'repeated-scan', also: [cause] }], 'pass: '],
    ['of nothing', same, [], 'pass: ignore-unused note'],
    ['of another rule', same, [finding({ rule: 'sort-spill' })], 'fail: finding fail, ignore-unused note'],
    ['of another query', same, [finding({ query: 'other' })], 'pass: ignore-unused note'],
    ['of what base alone had', same, [finding({ side: 'base' })], 'pass: ignore-unused note'],
    ['of another parameter set', same, [finding({ parameters: 'rare', suppressed: 'r' })], 'pass: '],
    ['of a query that fails', [measured(), failed('no such column')], [], 'fail: errored fail'],
    ['of a removed query', [measured(), absent], [], 'pass: removed note'],
  ])('%s', (_, [base, head], findings, expected) => {
    expect(brief(verdict(base, head, {}, { ignores }, findings))).toBe(expected);
  });

  test('say nothing where one case was not measured, or the rule is off', () => {
    const comparisons = [
      one(measured(), measured(), { ignores }),
      one(measured(), skipped, { ignores, parameters: 'rare' }),
    ];
    const told = judge({ comparisons, findings: [], policy, today });
    expect(told.reasons.map(({ kind }) => kind)).toEqual(['not-judged']);
    const rules = { 'sequential-scan': { severity: 'off', thresholds: {} } } as const;
    expect(brief(verdict(...same, { rules }, { ignores }))).toBe('pass: ');
  });

  test('leave a waiver of the same nothing to do', () => {
    const waivers = [{ query: 'q', rule: 'sequential-scan', reason: 'r', expires: null, line: 1 }];
    expect(brief(verdict(...same, { waivers }, { ignores }, [suppressed]))).toBe('pass: waiver-unused note');
  });
});

test('a waiver of the cause accepts what is told with it', () => {
  const waivers = [{ query: 'q', rule: 'function-on-column', reason: 'r', expires: null, line: 1 }];
  const told = finding({ also: [{ rule: 'function-on-column', facts: {} }] });
  expect(brief(verdict(measured(), measured(), { waivers }, {}, [told]))).toBe('pass: waived note');
});

test('a waiver of a foreign key does not accept the query that it is told with', () => {
  const waivers = [{ query: 'q', rule: 'foreign-key-without-index', reason: 'r', expires: null, line: 1 }];
  const told = finding({ also: [{ rule: 'foreign-key-without-index', facts: {} }] });
  expect(brief(verdict(measured(), measured(), { waivers }, {}, [told]))).toBe(
    'fail: finding fail, waiver-unused note',
  );
});

test('findings come by what they cost', () => {
  const findings = [
    finding({ relation: 'cheap', impact: 10 }),
    finding({ relation: 'dear', impact: 9000 }),
    finding({ relation: 'dearer, no failure', severity: 'warning', impact: 99_000 }),
  ];
  const { reasons } = verdict(measured(), measured(), {}, {}, findings);
  const relations = reasons.map(reason => (reason.kind === 'finding' ? reason.finding.relation : null));
  expect(relations).toEqual(['dear', 'cheap', 'dearer, no failure']);
});

test('findings about the schema come by the pages that they are about, behind what costs work', () => {
  const of = (relation: string, parts: Partial<Finding>) =>
    finding({ query: '', rule: 'invalid-index', relation, ...parts });
  const findings = [
    of('small', { pages: 10 }),
    of('unknown', {}),
    of('big', { pages: 9000 }),
    of('read', { rule: 'dropped-index-was-used', impact: 5 }),
  ];
  const { reasons } = verdict(measured(), measured(), {}, {}, findings);
  const relations = reasons.map(reason => (reason.kind === 'finding' ? reason.finding.relation : null));
  expect(relations).toEqual(['read', 'big', 'small', 'unknown']);
});

describe('the schema', () => {
  const ofSchema = (parts: Partial<Finding> = {}) =>
    finding({ query: '', rule: 'duplicate-index', severity: 'warning', relation: 'orders', ...parts });
  const waiver = (parts: Partial<Waiver> = {}): Waiver => ({
    query: '',
    rule: 'duplicate-index',
    relation: 'orders',
    reason: 'replaced next week',
    expires: '2027-12-31',
    line: 7,
    ...parts,
  });
  const judged = (findings: readonly Finding[], waivers: readonly Waiver[] = []) =>
    brief(verdict(measured(), measured(), { waivers }, {}, findings));
  test.each<[string, Partial<Finding>, string]>([
    ['a new error', { severity: 'error' }, 'fail: finding fail'],
    ['a new warning', {}, 'warn: finding warn'],
    ['a new note', { severity: 'note' }, 'pass: '],
    ['off', { severity: 'off' }, 'pass: '],
    ['there before', { severity: 'error', isNew: false }, 'pass: '],
    ["base's", { severity: 'error', side: 'base' }, 'pass: '],
  ])('%s', (_, parts, expected) => {
    expect(judged([ofSchema(parts)])).toBe(expected);
  });

  test('is no reason of a case', () => {
    const { cases } = verdict(measured(), measured(), {}, {}, [ofSchema({ severity: 'error' })]);
    expect(cases.map(({ outcome, reasons }) => ({ outcome, reasons }))).toEqual([
      { outcome: 'pass', reasons: [] },
    ]);
  });

  test.each<[string, Partial<Waiver>, string]>([
    ['rule and table', {}, 'pass: waived note'],
    ['schema and table', { relation: 'public.orders' }, 'pass: waived note'],
    ['another table', { relation: 'items' }, 'warn: finding warn, waiver-unused note'],
    ['a table of another schema', { relation: 'old.orders' }, 'warn: finding warn, waiver-unused note'],
    ['another rule', { rule: 'invalid-index' }, 'warn: finding warn, waiver-unused note'],
    ['expired', { expires: '2027-03-30' }, 'fail: waiver-expired fail, finding warn'],
  ])('a waiver of %s', (_, parts, expected) => {
    expect(judged([ofSchema()], [waiver(parts)])).toBe(expected);
  });

  test('a waiver of what is told with a finding does not accept that one', () => {
    const also = [{ rule: 'index-never-used', facts: {} }] as const;
    expect(judged([ofSchema({ also })], [waiver({ rule: 'index-never-used' })])).toBe(
      'warn: finding warn, waiver-unused note',
    );
    expect(judged([ofSchema({ also })], [waiver()])).toBe('pass: waived note');
  });

  test('a waiver of the schema accepts nothing of a query, and the other way round', () => {
    expect(judged([finding({ rule: 'duplicate-index', relation: 'orders' })], [waiver()])).toBe(
      'fail: finding fail, waiver-unused note',
    );
    const { relation: _, ...ofQuery } = waiver({ query: 'q' });
    expect(judged([ofSchema()], [ofQuery])).toBe('warn: finding warn, waiver-unused note');
  });
});

describe('waivers', () => {
  const waiver = (parts: Partial<Waiver> = {}): Waiver => ({
    query: 'q',
    rule: null,
    reason: 'nightly job',
    expires: '2027-12-31',
    line: 7,
    ...parts,
  });
  const [base, head] = [measured(), measured({ buffers: 900 })];
  test.each<[string, readonly Waiver[], string]>([
    ['all of a query', [waiver()], 'pass: waived note, waived note'],
    ['one rule', [waiver({ rule: 'sequential-scan' })], 'fail: count-worse fail, waived note'],
    ['another query', [waiver({ query: 'other' })], 'fail: count-worse fail, finding fail'],
    ['never expires', [waiver({ expires: null })], 'pass: waived note, waived note'],
    ['to the end of its day', [waiver({ expires: today })], 'pass: waived note, waived note'],
    [
      'expired yesterday',
      [waiver({ expires: '2027-03-30' })],
      'fail: count-worse fail, finding fail, waiver-expired fail',
    ],
    ['expired and renewed', [waiver({ expires: '2027-03-30' }), waiver()], 'pass: waived note, waived note'],
    [
      'expired for one rule',
      [waiver({ rule: 'sequential-scan', expires: '2027-03-30' })],
      'fail: count-worse fail, finding fail, waiver-expired fail',
    ],
  ])('%s', (_, waivers, expected) => {
    expect(brief(verdict(base, head, { waivers }, {}, [finding()]))).toBe(expected);
  });

  test('keep what they waived, with reason and date', () => {
    expect(verdict(base, head, { waivers: [waiver()] }).reasons).toMatchObject([
      {
        kind: 'waived',
        reason: 'nightly job',
        expires: '2027-12-31',
        waived: { kind: 'count-worse', level: 'fail' },
      },
    ]);
  });

  test('an expired one fails, even in the way of a warning', () => {
    const waivers = [waiver({ expires: '2027-01-01' })];
    expect(brief(verdict(failed(), failed(), { waivers }))).toBe('fail: waiver-expired fail, errored warn');
  });

  test('one that expired in the way of several cases is told once', () => {
    const comparisons = ['a', 'b'].map(parameters => one(base, head, { parameters }));
    const waivers = [waiver({ expires: '2027-01-01' })];
    const all = judge({ comparisons, findings: [], policy: { ...policy, waivers }, today });
    expect(brief(all)).toBe('fail: count-worse fail, count-worse fail, waiver-expired fail');
    expect(all.cases.map(({ reasons }) => reasons.length)).toEqual([2, 2]);
  });

  test('an expired one that nothing needs is told, with its date', () => {
    const waivers = [waiver({ expires: '2027-03-30' })];
    expect(verdict(base, base, { waivers })).toMatchObject({
      outcome: 'pass',
      reasons: [{ kind: 'waiver-unused', level: 'note', expired: '2027-03-30' }],
    });
    expect(verdict(base, base, { waivers: [waiver({ expires: today })] }).reasons).toMatchObject([
      { kind: 'waiver-unused', expired: null },
    ]);
  });

  test('an unused one is told, if its query was judged', () => {
    const waivers = [waiver(), waiver({ query: 'other' })];
    expect(brief(verdict(base, base, { waivers }))).toBe('pass: waiver-unused note');
    expect(brief(verdict(skipped, skipped, { waivers }))).toBe('error: not-judged warn');
  });

  test('notes are not waived', () => {
    const waivers = [waiver()];
    expect(brief(verdict(skipped, absent, { waivers }))).toBe('pass: removed note, waiver-unused note');
  });
});

describe('all cases together', () => {
  const cases = {
    quiet: one(measured(), measured(), { name: 'quiet' }),
    mixed: one(measured({ latency: around(90) }), measured({ buffers: 900, latency: around(30) }), {
      name: 'mixed',
    }),
    failing: one(measured(), measured({ buffers: 900 }), { name: 'failing' }),
    skipped: one(skipped, skipped, { name: 'skipped' }),
  };
  const all = (...names: (keyof typeof cases)[]) =>
    judge({ comparisons: names.map(name => cases[name]), findings: [], policy, today });

  test.each<[(keyof typeof cases)[], Outcome]>([
    [[], 'pass'],
    [['quiet'], 'pass'],
    [['quiet', 'mixed'], 'warn'],
    [['quiet', 'mixed', 'failing'], 'fail'],
    [['quiet', 'skipped'], 'error'],
    [['mixed', 'skipped'], 'error'],
    [['failing', 'skipped'], 'fail'],
  ])('%s: %s', (names, outcome) => {
    expect(all(...names).outcome).toBe(outcome);
  });

  const order = ({ cases: judged }: ReturnType<typeof judge>) =>
    judged.map(({ comparison, outcome }) => `${comparison.result.case.query.name} ${outcome}`);

  test('the most severe come first, and what there is nothing to tell of last', () => {
    const judged = all('quiet', 'skipped', 'mixed', 'failing');
    expect(order(judged)).toEqual(['failing fail', 'mixed warn', 'skipped warn', 'quiet pass']);
    expect(judged.reasons.map(({ kind }) => kind)).toEqual(['count-worse', 'mixed', 'not-judged']);
  });

  test('of those with one outcome the costliest come first, otherwise the order is kept', () => {
    const worse = (name: string, buffers: number, parts: CaseParts = {}) =>
      one(measured(), measured({ buffers }), { name, ...parts });
    const comparisons = [
      one(measured(), measured({ buffers: 105 }), { name: 'within the tolerance' }),
      one(measured(), measured(), { name: 'same' }),
      one(measured({ buffers: 900 }), measured(), { name: 'saves less' }),
      one(measured({ buffers: 9000 }), measured(), { name: 'saves more' }),
      worse('little', 900),
      worse('often', 400, { calls: 1000 }),
      worse('much', 9000),
      one(measured(), measured({ wal: 8192 * 2000 }), { name: 'wal' }),
      one(absent, measured(), { name: 'new' }),
    ];
    const findings = [finding({ query: 'new', impact: 5000 })];
    const judged = judge({ comparisons, findings, policy, today });
    expect(order(judged)).toEqual([
      'often fail',
      'much fail',
      'new fail',
      'wal fail',
      'little fail',
      'saves more pass',
      'saves less pass',
      'within the tolerance pass',
      'same pass',
    ]);
    const told = judged.reasons.map(reason => ('query' in reason ? reason.query : null));
    expect(told).toEqual(['often', 'much', 'wal', 'little', null]);
  });
});

test.each<[Outcome, number]>([
  ['pass', 0],
  ['warn', 0],
  ['fail', 1],
  ['error', 2],
])('%s ends with exit code %i', (outcome, code) => {
  expect(exitCode(outcome)).toBe(code);
});

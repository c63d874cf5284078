import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlangateError } from '../../src/errors.ts';
import { lonePlan } from '../../src/lone-plan.ts';
import { type Plan, parsePlan, planWork, readPlan, workShares } from '../../src/plan/index.ts';
import { explanationsJson, renderExplanations } from '../../src/report/index.ts';
import { describeFinding, findFindings } from '../../src/rules/index.ts';
import { fixturePlans, majors, phenomenaOf } from '../plan/fixture-plans.ts';
import { largePlan, type RawNode } from '../plan/large-plans.ts';
import { mutate, planChange } from '../plan/mutate-plan.ts';
import { fabricatedCatalogue, fabricatedComparison } from '../support/fabricated.ts';

/** PLANGATE_FUZZ=20 runs twenty times as many cases, of other seeds each time. */
const times = Number(process.env.PLANGATE_FUZZ ?? 0);
const settings = (runs: number) => (times > 0 ? { numRuns: runs * times } : { numRuns: runs, seed: 20_128 });
const timeout = 60_000 + times * 60_000;

const sources = majors.flatMap(major => {
  const sql = new Map(phenomenaOf(major).map(phenomenon => [phenomenon.name, phenomenon.sql]));
  return fixturePlans(major).map(fixture => ({ ...fixture, sql: sql.get(fixture.name) ?? '' }));
});

/** A plan, or the PlangateError of one that is none. Anything else fails the test. */
function planIn(explain: unknown): Plan | null {
  try {
    return parsePlan(explain);
  } catch (error) {
    if (error instanceof PlangateError) return null;
    throw error;
  }
}

/** Every rule over `head`, against `base` where there is one, and every word of what is found, in both outputs. */
async function analyse(head: Plan, base: Plan | null, sql: string): Promise<void> {
  const comparison = fabricatedComparison({ name: 'q', sql, base, head });
  const known = fabricatedCatalogue(base === null ? [head] : [head, base]);
  const findings = [
    ...(await findFindings({
      comparisons: [comparison],
      catalogues: { base: known, head: known },
      rules: {},
      hasBase: base !== null,
    })),
    ...(await findFindings({
      comparisons: [lonePlan(head, 'q')],
      catalogues: { base: { tables: [] }, head: { tables: [] } },
      rules: {},
      hasBase: false,
    })),
  ];
  for (const finding of findings) {
    const { message, remedy } = describeFinding(finding);
    expect(`${message} ${remedy}`).not.toMatch(/\bNaN\b|\bundefined\b|\[object Object\]/);
  }
  for (const share of workShares(head)) {
    for (const part of [share.bufferShare, share.timeShare]) {
      expect(part === null || (part >= 0 && part <= 1)).toBe(true);
    }
  }
  const shown = { name: 'q', parameters: '', place: null, plan: head, work: planWork(head), findings };
  expect(renderExplanations([shown], { colour: true, width: 80, planWidth: 80 })).not.toBe('');
  JSON.parse(explanationsJson([shown], [], '1'));
}

describe('whatever plan comes, rules and renderers cope', () => {
  it(
    'changed plans, alone and against what they were',
    async () => {
      const changed = fc.record({
        source: fc.constantFrom(...sources),
        changes: fc.array(planChange, { minLength: 1, maxLength: 6 }),
        role: fc.constantFrom('alone', 'base', 'head'),
      });
      await fc.assert(
        fc.asyncProperty(changed, async ({ source, changes, role }) => {
          const plan = planIn(mutate(source.text, changes));
          if (plan === null) return;
          const [head, base] =
            role === 'base' ? [source.plan, plan] : [plan, role === 'alone' ? null : source.plan];
          await analyse(head, base, source.sql);
        }),
        settings(400),
      );
    },
    timeout,
  );

  it(
    'two plans of different queries',
    async () => {
      const two = fc.tuple(fc.constantFrom(...sources), fc.constantFrom(...sources));
      await fc.assert(
        fc.asyncProperty(two, async ([one, other]) => analyse(one.plan, other.plan, one.sql)),
        settings(100),
      );
    },
    timeout,
  );

  it(
    'text with anything changed is a plan, or an error that says where',
    () => {
      const texts = ['14-mixed', '18-mixed'].map(name =>
        readFileSync(new URL(`../plan/text/${name}.txt`, import.meta.url), 'utf8'),
      );
      const change = fc.record({
        at: fc.nat(),
        cut: fc.nat({ max: 30 }),
        put: fc.oneof(
          fc.string({ maxLength: 8 }),
          fc.constantFrom('\n', '->', '  ', '"', "'", '(cost=', '\ud800', '|'),
        ),
      });
      const changed = fc.tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 4 }));
      fc.assert(
        fc.property(changed, ([text, changes]) => {
          let odd = text;
          for (const { at, cut, put } of changes) {
            const place = at % (odd.length + 1);
            odd = odd.slice(0, place) + put + odd.slice(place + cut);
          }
          try {
            readPlan(odd, 'plan.txt');
          } catch (error) {
            if (!(error instanceof PlangateError)) throw error;
            expect(error.place).toMatch(/^plan\.txt(?::\d+:\d+$|, )/);
          }
        }),
        settings(200),
      );
    },
    timeout,
  );
});

const types = [
  'Nested Loop',
  'Hash Join',
  'Append',
  'Bitmap Heap Scan',
  'BitmapOr',
  'Subquery Scan',
  'Limit',
  'Gather',
];
const relationships = ['Outer', 'InitPlan', 'SubPlan'];

const deepChains: readonly (readonly [type: string, relationship: string])[] =
  times > 0
    ? types.flatMap(type => relationships.map(relationship => [type, relationship] as const))
    : [
        ['every type', 'Outer'],
        ['Bitmap Heap Scan', 'SubPlan'],
      ];

/** A chain of `size` nodes of one type, or of all in turn, each of which could be anything that a rule looks at. */
function chain(type: string, relationship: string, size: number): unknown {
  let node: RawNode = step('Seq Scan', relationship, size, []);
  for (let at = size - 1; at > 0; at--) node = step(type, at === 1 ? '' : relationship, at, [node]);
  return [{ Plan: node, 'Planning Time': 1, 'Execution Time': 100 }];
}

function step(type: string, relationship: string, at: number, plans: RawNode[]): RawNode {
  return {
    'Node Type': type === 'every type' ? types[at % types.length] : type,
    ...(relationship === '' ? {} : { 'Parent Relationship': relationship }),
    ...(relationship.endsWith('Plan') ? { 'Subplan Name': `${relationship} ${at}` } : {}),
    'Relation Name': `t${at % 7}`,
    Alias: `t${at % 7}`,
    'Join Type': 'Inner',
    'Plan Rows': 1,
    'Actual Rows': 20_000,
    'Actual Loops': 1 + (at % 3),
    'Actual Total Time': 10,
    Filter: `((a = ${at}) AND (b > (InitPlan ${at}).col1))`,
    'Join Filter': '(a > b)',
    'Index Cond': '(a = 1)',
    'Rows Removed by Filter': 400_000,
    'Rows Removed by Join Filter': 400_000,
    'Shared Hit Blocks': 5_000_000 - at * 10,
    'Temp Read Blocks': 1000,
    'Temp Written Blocks': 1000,
    'Sort Method': 'external merge',
    'Sort Space Used': 9000,
    'Sort Space Type': 'Disk',
    'Heap Fetches': 20_000,
    Plans: plans,
  };
}

describe('depth and size', () => {
  it.each(deepChains)(
    '10,000 levels of %s as %s',
    async (type, relationship) => {
      const plan = parsePlan(chain(type, relationship, 10_000));
      await analyse(plan, parsePlan(chain('Materialize', 'Outer', 500)), 'select 1');
    },
    timeout,
  );

  // Fewer where every run of the tests pays for it.
  it.each([times > 0 ? 50 : 5])(
    '%i MB of JSON',
    async megabytes => {
      const text = JSON.stringify(largePlan('mixed', megabytes * 1_200), null, 2);
      expect(text.length).toBeGreaterThan(megabytes * 1_000_000);
      await analyse(readPlan(text, 'plan.json'), null, 'select 1');
    },
    timeout,
  );

  it.each<[string, string]>([
    ['brackets', `${'('.repeat(10_000)}a = 1${')'.repeat(10_000)}`],
    ['negations', `${'(NOT '.repeat(3_000)}(a = 1)${')'.repeat(3_000)}`],
    [
      'turns of AND and OR',
      `${'('.repeat(3_000)}a = 1${' AND (b = 2)) OR (c = 3)'.repeat(1_500)}${')'.repeat(1_500)}`,
    ],
    ['sums', `(a = ${'1 + '.repeat(4_000)}1)`],
    ['alternatives', `(${'(a = 1) OR '.repeat(5_000)}(b = 2))`],
    ['values', `(a = ANY ('{${'1,'.repeat(500_000)}2}'::integer[]))`],
    ['nothing that SQL could be', '(\u0000 = $x\ud800)'],
  ])('a filter of many %s', async (_, filter) => {
    const node = { ...step('Seq Scan', '', 1, []), Filter: filter };
    await analyse(parsePlan([{ Plan: node }]), null, `select * from t1 where ${filter}`);
  });
});

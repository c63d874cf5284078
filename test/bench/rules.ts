import type { CaseResult, SideResult } from '../../src/measurement/index.ts';
import { type Plan, parsePlan, walk } from '../../src/plan/index.ts';
import { findFindings } from '../../src/rules/index.ts';
import { fixturePlans, phenomenaOf } from '../plan/fixture-plans.ts';
import { largePlan, shapes } from '../plan/large-plans.ts';
import { fabricatedCatalogue, fabricatedComparison } from '../support/fabricated.ts';
import { least, type Ratio } from './ratio.ts';

const queries = 100;

/**
 * All rules of the table over a plan of 10,000 nodes: in less than 100 ms, and in a few times what parsePlan takes for
 * it, which nobody who looks at a plan can do without. Over 1,000 cases of real plans, each against another one, in at
 * most twelve times what 100 take.
 */
export async function benchRules(): Promise<readonly Ratio[]> {
  const ratios: Ratio[] = [];
  for (const kind of shapes) ratios.push(...(await overLargePlan(kind)));
  const small = casesOf(queries);
  const large = casesOf(10 * queries);
  const few = await least(12, () => analyse(small));
  const many = await least(12, () => analyse(large));
  const against = `${queries} cases`;
  return [...ratios, { name: 'rules over 1,000 cases', against, limit: 12, ours: many, bound: few }];
}

async function overLargePlan(kind: (typeof shapes)[number]): Promise<readonly Ratio[]> {
  const explain = largePlan(kind, 10_000);
  const ours = await least(12, async () => {
    // A plan that no rule has looked at, as what they share is kept.
    const input = inputOf([{ name: 'q', sql: 'select 1', base: null, head: parsePlan(explain) }]);
    const started = performance.now();
    await findFindings(input);
    return performance.now() - started;
  });
  const bound = await least(12, async () => {
    const started = performance.now();
    if (walk(parsePlan(explain)).length !== 10_000) throw new Error('nodes were lost');
    return performance.now() - started;
  });
  const name = `rules over a plan of 10,000 nodes, ${kind}`;
  return [
    { name, against: 'the 100 ms allowed', limit: 1, ours, bound: 100 },
    { name, against: 'reading the plan', limit: 3, ours, bound },
  ];
}

/** Cases of real plans, head's against that of the phenomenon before it. */
function casesOf(count: number) {
  const phenomena = new Map(phenomenaOf(17).map(({ name, sql }) => [name, sql]));
  const plans = fixturePlans(17);
  return inputOf(
    Array.from({ length: count }, (_, at) => {
      const { name, plan } = plans[at % plans.length] ?? { name: '', plan: null };
      const base = plans[(at + plans.length - 1) % plans.length]?.plan ?? null;
      if (plan === null) throw new Error('no plans');
      return { name: `${name}-${at}`, sql: phenomena.get(name) ?? '', base, head: plan };
    }),
  );
}

function inputOf(cases: readonly { name: string; sql: string; base: Plan | null; head: Plan }[]) {
  const catalogue = fabricatedCatalogue(cases.slice(0, queries).map(({ head }) => head));
  return {
    comparisons: cases.map(fabricatedComparison),
    catalogues: { base: catalogue, head: catalogue },
    rules: {},
  };
}

/** Copies of the plans each time, as what rules share is kept with a plan. */
async function analyse(input: ReturnType<typeof inputOf>): Promise<number> {
  const comparisons = input.comparisons.map(({ result, ...rest }) => ({ ...rest, result: afresh(result) }));
  const started = performance.now();
  await findFindings({ ...input, comparisons });
  return performance.now() - started;
}

function afresh(result: CaseResult): CaseResult {
  const { base, head } = result.sides;
  return { ...result, sides: { base: copyOf(base), head: copyOf(head) } };
}

function copyOf(side: SideResult): SideResult {
  if (side.kind !== 'measured') return side;
  const { measurement } = side;
  return { ...side, measurement: { ...measurement, plan: { ...measurement.plan } } };
}

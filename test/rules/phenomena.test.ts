import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Phenomenon } from '../../fixtures/plans/phenomena.ts';
import type { Comparison } from '../../src/comparison/index.ts';
import { ruleIds } from '../../src/config/index.ts';
import { lonePlan } from '../../src/lone-plan.ts';
import type { Plan } from '../../src/plan/index.ts';
import type { Catalogue } from '../../src/postgres/index.ts';
import { findFindings, rules } from '../../src/rules/index.ts';
import { fixturePlans, majors, phenomenaOf } from '../plan/fixture-plans.ts';
import { expectFacts } from './expect-facts.ts';

/** All rules over every committed plan of every major version: who must speak stands in phenomena.sql, everybody else must not. */

const catalogues = new URL('../../fixtures/plans/catalogues/', import.meta.url);

/** Rules that look at the schema alone speak of all of it, whatever the plan. */
const ofPlans = new Set(
  Object.values(rules).flatMap(({ id, of }) => (of === 'case' || id === 'forced-plan' ? [id] : [])),
);

function withStatement(comparison: Comparison, { name, sql }: Phenomenon): Comparison {
  const { result } = comparison;
  const query = { ...result.case.query, name, text: sql, sql };
  return { ...comparison, result: { ...result, case: { ...result.case, query } } };
}

async function foundIn(plan: Plan, phenomenon: Phenomenon, catalogue: Catalogue): Promise<readonly string[]> {
  const comparison = withStatement(lonePlan(plan, phenomenon.name), phenomenon);
  const findings = await findFindings({
    comparisons: [comparison],
    catalogues: { base: { tables: [] }, head: catalogue },
    rules: {},
    hasBase: false,
    hasEveryQuery: false,
  });
  expectFacts(findings, comparison);
  const ids = findings.flatMap(({ rule, also }) => [rule, ...also.map(cause => cause.rule)]);
  return [...new Set(ids)].filter(id => ofPlans.has(id)).toSorted();
}

function wantedOf({ finds, settings }: Phenomenon, major: number): readonly string[] {
  const wanted = finds.flatMap(({ rule, from, to }) => (from <= major && major <= to ? [rule] : []));
  const isForced = settings.some(([name, value]) => name.startsWith('enable_') && value === 'off');
  return [...wanted, ...(isForced ? ['forced-plan'] : [])].toSorted();
}

describe.each(majors)('the plans of PostgreSQL %i', major => {
  const catalogue = JSON.parse(readFileSync(new URL(`${major}.json`, catalogues), 'utf8')) as Catalogue;
  const plans = new Map(fixturePlans(major).map(({ name, plan }) => [name, plan]));

  test.each(phenomenaOf(major))('$name', async phenomenon => {
    const plan = plans.get(phenomenon.name);
    if (plan === undefined) throw new Error('it has no plan');
    const wanted = wantedOf(phenomenon, major);
    for (const id of wanted) expect(ruleIds).toContain(id);
    expect(await foundIn(plan, phenomenon, catalogue)).toEqual(
      // A rule that is not in the table cannot speak.
      wanted.filter(id => ofPlans.has(id as (typeof ruleIds)[number])),
    );
  });
});

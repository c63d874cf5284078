import {
  accesses,
  describePlanChange,
  formatCount,
  formatMilliseconds,
  planChanges,
} from '../comparison/index.ts';
import { type Plan, planWork } from '../plan/index.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import type { Facts } from './types.ts';

/**
 * After five executions of a prepared statement PostgreSQL compares the cost of a plan for any parameters with the average of
 * those made so far (choose_custom_plan in src/backend/utils/cache/plancache.c). Where it takes a bad one for cheap, the
 * sixth execution is slow and nobody knows why.
 */
export const genericPlanTrap: CaseRule = {
  id: 'generic-plan-trap',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/sql-prepare.html#SQL-PREPARE-NOTES',
  check,
  describe,
};

function check(
  { measurement, siblings }: Scene,
  thresholds: Readonly<Record<string, number>>,
): readonly Observation[] {
  const { factor = 1, pages = 0 } = thresholds;
  const { plan, generic } = measurement;
  if (generic === undefined) return [];
  const genericCost = generic.plan.root.totalCost;
  const customCost = mean(siblings.map(sibling => costWithPlanning(sibling.measurement.plan)));
  // What it would not switch to is no trap.
  if (customCost === null || genericCost >= customCost) return [];
  const custom = planWork(plan).buffers;
  const isWorse =
    generic.buffers === null ||
    (generic.buffers >= factor * Math.max(1, custom) && generic.buffers - custom >= pages);
  if (!isWorse) return [];
  const [change] = planChanges(plan, generic.plan);
  return [
    {
      key: '',
      amount: generic.buffers ?? Number.MAX_SAFE_INTEGER,
      buffers: generic.buffers,
      relation: null,
      node: null,
      facts: {
        custom,
        generic: generic.buffers,
        cancelledAfter: generic.cancelledAfter,
        customCost: Math.round(customCost),
        genericCost: Math.round(genericCost),
        change: change === undefined ? null : describePlanChange(change),
      },
    },
  ];
}

/**
 * What PostgreSQL reckons one more plan for given values costs: 1,000 operators for each relation and one more
 * (cached_plan_cost in src/backend/utils/cache/plancache.c). It counts relations that no step shows too, so this is the least.
 */
function costWithPlanning(plan: Plan): number {
  const operator = Number(plan.settings.cpu_operator_cost ?? '0.0025');
  return plan.root.totalCost + 1_000 * operator * (accesses(plan).length + 1);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function describe(facts: Facts): Words {
  const does =
    facts.generic === null
      ? `was cancelled after ${formatMilliseconds(Number(facts.cancelledAfter))}`
      : `touches ${formatCount(Number(facts.generic))}`;
  const change = facts.change === null ? '' : ` (${facts.change})`;
  return {
    message: `With these parameters the query touches ${formatCount(Number(facts.custom))} blocks; the plan for any parameters${change} ${does}. PostgreSQL expects it to cost less than planning anew (${formatCount(Number(facts.genericCost))} instead of ${formatCount(Number(facts.customCost))}), so from the sixth execution of a prepared statement on it runs that one.`,
    remedy:
      'Keep PostgreSQL from switching, for the role or database that runs this query, or in its transaction: SET LOCAL plan_cache_mode = force_custom_plan;',
  };
}

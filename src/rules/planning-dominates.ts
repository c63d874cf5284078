import { accesses, formatCount, formatMilliseconds, formatRatio } from '../comparison/index.ts';
import type { Measurement } from '../measurement/index.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import type { Facts } from './types.ts';

/** Planning takes longer than doing: many partitions or joins, for a query that finds its few rows at once. */
export const planningDominates: CaseRule = {
  id: 'planning-dominates',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/sql-prepare.html',
  check,
  describe,
};

function check({ measurement }: Scene, thresholds: Readonly<Record<string, number>>): readonly Observation[] {
  const { milliseconds = 0, factor = 0 } = thresholds;
  const { planning, execution } = timesOf(measurement);
  if (planning === null || execution === null) return [];
  if (planning < milliseconds || planning <= factor * execution) return [];
  const found = accesses(measurement.plan);
  const facts = {
    planning,
    execution,
    relations: new Set(found.map(({ relation }) => relation.alias)).size,
    partitions: found.filter(({ partitionOf }) => partitionOf !== null).length,
  };
  return [{ key: '', amount: planning, buffers: null, relation: null, node: null, facts }];
}

/** ms; the median of the samples, or what the plan says where there are none. */
function timesOf({ planning, latency, plan }: Measurement) {
  return {
    planning: median(planning) ?? plan.planningTime,
    execution: median(latency) ?? plan.executionTime,
  };
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;
}

function describe(facts: Facts): Words {
  const [planning, execution] = [Number(facts.planning), Number(facts.execution)];
  const ratio = execution > 0 ? ` (${formatRatio(planning / execution)})` : '';
  const partitions =
    Number(facts.partitions) > 0 ? `, ${formatCount(Number(facts.partitions))} of them partitions` : '';
  return {
    message: `Planning takes ${formatMilliseconds(planning)}, execution ${formatMilliseconds(execution)}${ratio}: the plan scans ${formatCount(Number(facts.relations))} relations${partitions}.`,
    remedy:
      Number(facts.partitions) > 0
        ? 'Compare the partition key with a constant or parameter, so that the planner leaves the other partitions out; fewer and larger partitions plan faster.'
        : 'Prepare the statement once for each connection, so that it is planned once; or join fewer relations.',
  };
}

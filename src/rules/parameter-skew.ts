import { formatCount } from '../comparison/index.ts';
import { shape } from '../plan/index.ts';
import { caseBuffers } from './case-buffers.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import type { Facts } from './types.ts';

/** One plan for parameters whose work lies far apart: what is right for the many is wrong for the few. */
export const parameterSkew: CaseRule = {
  id: 'parameter-skew',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/planner-stats.html',
  check,
  describe,
};

function check(
  { measurement, siblings, comparison }: Scene,
  thresholds: Readonly<Record<string, number>>,
): readonly Observation[] {
  const { factor = 1, pages = 0, each = 1 } = thresholds;
  if (siblings.length < 2) return [];
  const own = shape(measurement.plan);
  const alike = siblings.filter(sibling => shape(sibling.measurement.plan) === own);
  const byWork = alike.toSorted((a, b) => caseBuffers(a.measurement) - caseBuffers(b.measurement));
  const [lightest, heaviest] = [byWork[0], byWork.at(-1)];
  if (lightest === undefined || heaviest === undefined || heaviest.measurement !== measurement) return [];
  const [light, heavy] = [caseBuffers(lightest.measurement), caseBuffers(heaviest.measurement)];
  if (heavy < factor * Math.max(1, light) || heavy < pages) return [];
  const [few, many] = [lightest.measurement.work.rows, heaviest.measurement.work.rows];
  if (many / Math.max(1, few) > heavy / Math.max(1, light) / each) return [];
  return [
    {
      key: '',
      amount: heavy,
      buffers: heavy,
      relation: null,
      node: null,
      facts: {
        heavy: comparison.result.case.parameters,
        heavyBuffers: heavy,
        heavyRows: many,
        light: lightest.parameters,
        lightBuffers: light,
        lightRows: few,
      },
    },
  ];
}

function describe(facts: Facts): Words {
  const rows = (count: Facts[string]) => `${formatCount(Number(count))} ${count === 1 ? 'row' : 'rows'}`;
  const name = (set: Facts[string]) => (set === '' ? 'the unnamed parameters' : `the parameters ${set}`);
  return {
    message: `The same plan touches ${formatCount(Number(facts.heavyBuffers))} blocks with ${name(facts.heavy ?? '')} (${rows(facts.heavyRows ?? 0)}) and ${formatCount(Number(facts.lightBuffers))} with ${name(facts.light ?? '')} (${rows(facts.lightRows ?? 0)}): the planner takes both for alike.`,
    remedy:
      'Let the statistics tell them apart: raise the target of the column that they filter by, and try whether the plans then differ. Where they must not, a partial index for the rare values, or a query of its own for the common ones, serves both.',
  };
}

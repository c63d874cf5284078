import { formatCount } from '../comparison/index.ts';
import { describeNode, type Plan, walk } from '../plan/index.ts';
import type { Observation, SchemaRule, SchemaScene, Script, Words } from './rule.ts';
import type { Facts } from './types.ts';

/** A planner method is switched off: that was a cure for one query, and is a handicap for all others. */
export const forcedPlan: SchemaRule = {
  id: 'forced-plan',
  of: 'schema',
  manual: 'https://www.postgresql.org/docs/current/runtime-config-query.html#RUNTIME-CONFIG-QUERY-ENABLE',
  check,
  describe,
};

function check({ side, comparisons, scripts }: SchemaScene): readonly Observation[] {
  const plans = comparisons.flatMap(({ result }) => {
    const own = result.sides[side];
    return own.kind === 'measured' ? [{ query: result.case.query.name, plan: own.measurement.plan }] : [];
  });
  const settings = new Set(plans.flatMap(({ plan }) => switchedOff(plan)));
  return [...settings].toSorted().map(setting => {
    const planned = plans.filter(({ plan }) => switchedOff(plan).includes(setting));
    const forced = planned.flatMap(({ query, plan }) => {
      const step = disabledStep(plan);
      return step === null ? [] : [{ query, step }];
    });
    return {
      key: setting,
      amount: planned.length,
      buffers: null,
      relation: null,
      node: null,
      facts: {
        setting,
        queries: new Set(planned.map(({ query }) => query)).size,
        forcedQuery: forced[0]?.query ?? null,
        forcedStep: forced[0]?.step ?? null,
      },
      at: placeOf(setting, scripts),
    };
  });
}

/** EXPLAIN (SETTINGS) names what is not the built-in value. */
function switchedOff({ settings }: Plan): readonly string[] {
  return Object.entries(settings).flatMap(([name, value]) =>
    name.startsWith('enable_') && value === 'off' ? [name] : [],
  );
}

/** Up to PostgreSQL 17 a method that is switched off costs this much more; from 18 on EXPLAIN says `Disabled`. */
const disableCost = 1e10;

function disabledStep(plan: Plan): string | null {
  const node = walk(plan).findLast(({ disabled, startupCost, totalCost, children }) => {
    const below = Math.max(0, ...children.map(child => child.totalCost));
    return disabled || (Math.max(startupCost, totalCost) >= disableCost && below < disableCost);
  });
  return node === undefined ? null : describeNode(node);
}

/** The last file that names the setting: later ones win. */
function placeOf(setting: string, scripts: readonly Script[]): { file: string; line: number } | null {
  const name = new RegExp(String.raw`\b${setting}\b`, 'i');
  for (const { file, text } of scripts.toReversed()) {
    const at = text.split('\n').findLastIndex(line => name.test(line.replace(/--.*/, '')));
    if (at >= 0) return { file, line: at + 1 };
  }
  return null;
}

function describe(facts: Facts): Words {
  const queries = Number(facts.queries);
  const planned = queries === 1 ? '1 query is' : `${formatCount(queries)} queries are`;
  const forced =
    facts.forcedStep === null
      ? ''
      : ` ${facts.forcedQuery} uses it all the same, because nothing else does what it asks for: ${facts.forcedStep}.`;
  return {
    message: `${facts.setting} is off, and ${planned} planned without it.${forced}`,
    remedy: `Leave it on, and give the query for which it was switched off what it lacks: an index, statistics, or SET LOCAL ${facts.setting} = off around that query alone. Where a database or role keeps it, ALTER DATABASE … RESET ${facts.setting} takes it back.`,
  };
}

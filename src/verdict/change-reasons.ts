import { beyondTolerance, type Comparison } from '../comparison/index.ts';
import type { Policy, Tolerances } from '../config/index.ts';
import type { Finding } from '../rules/index.ts';
import type { Reason } from './types.ts';

/** Reasons for what a case became, budgets and findings aside. */
export function changeReasons(comparison: Comparison, tolerances: Tolerances): readonly Reason[] {
  const named = nameOf(comparison);
  const { base, head } = comparison.result.sides;
  switch (comparison.status) {
    case 'not-judged': {
      const skipped = head.kind === 'skipped' ? head : base;
      const why = skipped.kind === 'skipped' ? skipped.reason : 'it was not reached';
      return [{ kind: 'not-judged', level: 'warn', ...named, why }];
    }
    case 'removed':
      return [{ kind: 'removed', level: 'note', ...named }];
    case 'errored': {
      if (head.kind !== 'failed') return [];
      // Without base nobody can tell whether this change broke it.
      const side = base.kind === 'failed' ? 'both' : base.kind === 'no-side' ? 'only' : 'head';
      const level = side === 'head' ? 'fail' : 'warn';
      return [{ kind: 'errored', level, ...named, side, ...failure(head) }];
    }
    case 'new':
      return base.kind === 'failed'
        ? [{ kind: 'errored', level: 'note', ...named, side: 'base', ...failure(base) }]
        : [];
    case 'explained':
      return [];
    case 'mixed':
      return [mixed(comparison)];
    case 'changed':
    case 'unchanged':
      return [...countReasons(comparison, tolerances), ...latencyReasons(comparison, tolerances)];
  }
}

/** Reasons for what the rules saw on head. What base had already, or the query file accepts, is listed in the report and decides nothing. */
export function findingReasons(findings: readonly Finding[], comparison: Comparison): readonly Reason[] {
  return findings.flatMap((finding): Reason[] => {
    if (!finding.isNew || finding.side !== 'head' || finding.suppressed !== null) return [];
    if (finding.severity === 'off' || finding.severity === 'note') return [];
    // A rule guesses what the counts know: where the case does less work, or the same change is both better and worse,
    // what the rule dislikes is worth reading and no failure.
    const isBetter = comparison.direction === 'better' || comparison.direction === 'mixed';
    const level = finding.severity === 'error' && !isBetter ? 'fail' : 'warn';
    return [{ kind: 'finding', level, finding }];
  });
}

/** Reasons for what the rules saw in head's schema: there is no case that could be better all the same. */
export function schemaReasons(findings: readonly Finding[]): readonly Reason[] {
  return findings.flatMap((finding): Reason[] => {
    if (finding.query !== '' || !finding.isNew || finding.side !== 'head') return [];
    if (finding.severity === 'off' || finding.severity === 'note') return [];
    return [{ kind: 'finding', level: finding.severity === 'error' ? 'fail' : 'warn', finding }];
  });
}

/** Both sides were to return the same rows and do not. What could not be compared decides nothing. */
export function resultsReasons(comparison: Comparison): readonly Reason[] {
  const check = comparison.result.results;
  if (check === undefined || check.same !== false) return [];
  return [{ kind: 'results-differ', level: 'fail', ...nameOf(comparison), check }];
}

export function nameOf(comparison: Comparison): { readonly query: string; readonly parameters: string } {
  const { query, parameters } = comparison.result.case;
  return { query: query.name, parameters };
}

export type ReasonPolicy = Pick<Policy, 'budgets' | 'tolerances' | 'strict' | 'waivers'> &
  Partial<Pick<Policy, 'rules'>>;

function failure(side: { readonly failure: { message: string; hint: string | null; timedOut: boolean } }) {
  const { message, hint, timedOut } = side.failure;
  return { message, hint, timedOut };
}

function countReasons(comparison: Comparison, tolerances: Tolerances): readonly Reason[] {
  return comparison.counts
    .filter(change => change.answer === 'worse')
    .map(({ count, base, head }) => ({
      kind: 'count-worse',
      level: 'fail',
      ...nameOf(comparison),
      count,
      base,
      head,
      tolerance: tolerances[count],
    }));
}

function latencyReasons(comparison: Comparison, tolerances: Tolerances): readonly Reason[] {
  const { latency } = comparison;
  if (latency === null || latency.ratio === null || beyondTolerance(latency, tolerances) !== 'slower')
    return [];
  return [
    {
      kind: 'slower',
      level: 'fail',
      ...nameOf(comparison),
      base: latency.base.median,
      head: latency.head.median,
      low: latency.ratio.low,
      tolerance: tolerances.latency,
    },
  ];
}

function mixed(comparison: Comparison): Reason {
  const buffers = comparison.counts.find(change => change.count === 'buffers');
  return {
    kind: 'mixed',
    level: 'warn',
    ...nameOf(comparison),
    counts: comparison.counts.filter(change => change.answer !== 'same'),
    buffersBase: buffers?.base ?? 0,
    buffersHead: buffers?.head ?? 0,
    latencyBase: comparison.latency?.base.median ?? 0,
    latencyHead: comparison.latency?.head.median ?? 0,
  };
}

import { schemaRuleIds, type Waiver } from '../config/index.ts';
import { isWaivedBy } from '../rules/index.ts';
import type { Reason } from './types.ts';

export interface Waived {
  readonly reasons: readonly Reason[];
  /** Waivers that matched a reason, expired or not. */
  readonly used: ReadonlySet<Waiver>;
}

/**
 * Turns what a valid waiver accepts into notes. An expired waiver accepts nothing, and what it was for still being there
 * fails, however lightly that weighs. What was not judged
 * cannot be waived: nobody has seen it.
 *
 * @param today ISO date; a waiver holds to the end of its day, UTC
 */
export function applyWaivers(reasons: readonly Reason[], waivers: readonly Waiver[], today: string): Waived {
  const used = new Set<Waiver>();
  const expired = new Set<Waiver>();
  const kept = reasons.map((reason): Reason => {
    if (reason.level === 'note' || reason.kind === 'not-judged') return reason;
    const matching = waivers.filter(waiver => accepts(waiver, reason));
    for (const waiver of matching) used.add(waiver);
    const valid = matching.find(({ expires }) => expires === null || expires >= today);
    if (valid !== undefined) {
      return { kind: 'waived', level: 'note', waived: reason, reason: valid.reason, expires: valid.expires };
    }
    for (const waiver of matching) expired.add(waiver);
    return reason;
  });
  return { reasons: [...kept, ...[...expired].map(expiredReason)], used };
}

/** Waivers of the judged queries and of the schema that accepted nothing. Queries that were not run say nothing of their waivers. */
export function unusedWaivers(
  waivers: readonly Waiver[],
  used: ReadonlySet<Waiver>,
  judged: ReadonlySet<string>,
  today: string,
): readonly Reason[] {
  return waivers
    .filter(waiver => !used.has(waiver) && (waiver.query === '' || judged.has(waiver.query)))
    .map(({ query, rule, relation, reason, line, expires }) => ({
      kind: 'waiver-unused',
      level: 'note',
      query,
      rule,
      ...(relation === undefined ? {} : { relation }),
      reason,
      line,
      expired: expires !== null && expires < today ? expires : null,
    }));
}

function accepts(waiver: Waiver, reason: Reason): boolean {
  if (reason.kind === 'finding') {
    const { query, rule, relation, also } = reason.finding;
    // What is told with a finding about the schema is the lesser: that nobody uses an index does not excuse that it is there
    // twice. Nor does a foreign key that an index served excuse a query that misses it.
    const causes = also.map(cause => cause.rule).filter(own => !schemaRuleIds.includes(own));
    const rules = query === '' ? [rule] : [rule, ...causes];
    return rules.some(own => isWaivedBy(waiver, { rule: own, query, relation }));
  }
  return waiver.rule === null && 'query' in reason && waiver.query === reason.query;
}

function expiredReason({ query, rule, relation, reason, expires }: Waiver): Reason {
  const what = { query, rule, ...(relation === undefined ? {} : { relation }) };
  return { kind: 'waiver-expired', level: 'fail', ...what, reason, expires: expires ?? '' };
}

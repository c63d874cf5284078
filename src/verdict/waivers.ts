import type { Waiver } from '../config/index.ts';
import type { Reason } from './types.ts';

export interface Waived {
  readonly reasons: readonly Reason[];
  /** Waivers that matched a reason, expired or not. */
  readonly used: ReadonlySet<Waiver>;
}

/**
 * Turns what a valid waiver accepts into notes. An expired waiver accepts nothing and says so. What was not judged
 * cannot be waived: nobody has seen it.
 *
 * @param today ISO date; a waiver holds to the end of its day, UTC
 */
export function applyWaivers(reasons: readonly Reason[], waivers: readonly Waiver[], today: string): Waived {
  const used = new Set<Waiver>();
  const expired = new Map<Waiver, 'fail' | 'warn'>();
  const kept = reasons.map((reason): Reason => {
    const { level } = reason;
    if (level === 'note' || reason.kind === 'not-judged') return reason;
    const matching = waivers.filter(waiver => accepts(waiver, reason));
    for (const waiver of matching) used.add(waiver);
    const valid = matching.find(({ expires }) => expires === null || expires >= today);
    if (valid !== undefined) {
      return { kind: 'waived', level: 'note', waived: reason, reason: valid.reason, expires: valid.expires };
    }
    for (const waiver of matching) if (expired.get(waiver) !== 'fail') expired.set(waiver, level);
    return reason;
  });
  return { reasons: [...kept, ...[...expired].map(([waiver, level]) => expiredReason(waiver, level))], used };
}

/** Waivers of the judged queries that accepted nothing. Queries that were not run say nothing of their waivers. */
export function unusedWaivers(
  waivers: readonly Waiver[],
  used: ReadonlySet<Waiver>,
  judged: ReadonlySet<string>,
): readonly Reason[] {
  return waivers
    .filter(waiver => !used.has(waiver) && judged.has(waiver.query))
    .map(({ query, rule, reason, line }) => ({
      kind: 'waiver-unused',
      level: 'note',
      query,
      rule,
      reason,
      line,
    }));
}

function accepts(waiver: Waiver, reason: Reason): boolean {
  if (reason.kind === 'finding') {
    const { query, rule } = reason.finding;
    return waiver.query === query && (waiver.rule === null || waiver.rule === rule);
  }
  return waiver.rule === null && 'query' in reason && waiver.query === reason.query;
}

function expiredReason({ query, rule, reason, expires }: Waiver, level: 'fail' | 'warn'): Reason {
  return { kind: 'waiver-expired', level, query, rule, reason, expires: expires ?? '' };
}

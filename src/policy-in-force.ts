import { type Policy, readPolicy, type WrittenPolicy } from './config/index.ts';
import { PlangateError } from './errors.ts';
import type { RegisteredQuery } from './queries/index.ts';
import type { PolicyReport } from './report/index.ts';
import { policyChanges } from './verdict/index.ts';
import type { Side, Tree } from './workspace/index.ts';

export interface PolicyRequest {
  readonly trees: Readonly<Record<Side, Tree>>;
  /** The configuration file that was named, or null. */
  readonly file: string | null;
  /** Whose policy the user asked for; null leaves it to base's file. */
  readonly wanted: Side | null;
  /** Head's policy as it was read for the run. */
  readonly head: Policy;
  readonly queries: Readonly<Record<Side, readonly RegisteredQuery[]>>;
}

export interface PolicyInForce {
  readonly policy: Policy;
  /** Where it is written; null where nothing is. */
  readonly file: string | null;
  /** Head's queries, with the annotations that judge them. */
  readonly queries: readonly RegisteredQuery[];
  readonly told: PolicyReport;
  /** Both as they are written; null where base has none that can be read. */
  readonly written: { readonly base: WrittenPolicy | null; readonly head: WrittenPolicy };
}

/** Whose policy judges this change, and what the change does to the gate itself. A base that cannot be read fails nothing. */
export async function policyInForce(request: PolicyRequest): Promise<PolicyInForce> {
  const { trees, file, queries } = request;
  const head = await readPolicy(trees.head, file);
  const base = await readBasePolicy(request);
  if ('why' in base) {
    const isAsked = request.wanted === 'base';
    const notes = [
      ...(base.isTrouble ? [`What this change does to the gate could not be compared: ${base.why}`] : []),
      ...(isAsked ? [`The policy is head's although base's was asked for: ${base.why}`] : []),
    ];
    return headInForce(request, { base: null, head }, { from: 'head', notes, changes: [] });
  }
  const changes = [
    ...policyChanges({
      base: { ...base, queries: queries.base },
      head: { ...head, queries: queries.head },
    }),
  ];
  const from = request.wanted ?? base.policy.policyFrom;
  if (from === 'head') return headInForce(request, { base, head }, { from, notes: [], changes });
  return {
    // Head's server is what both sides are built on, whoever judges.
    policy: { ...base.policy, postgres: request.head.postgres, role: request.head.role },
    file: base.file,
    queries: annotatedAsOn(queries.base, queries.head),
    told: { from, notes: [], changes },
    written: { base, head },
  };
}

function headInForce(
  request: PolicyRequest,
  written: PolicyInForce['written'],
  told: PolicyReport,
): PolicyInForce {
  return { policy: request.head, file: written.head.file, queries: request.queries.head, told, written };
}

/** Base's policy, or a sentence that says why there is none. */
async function readBasePolicy({
  trees,
  file,
  queries,
}: PolicyRequest): Promise<WrittenPolicy | { readonly why: string; readonly isTrouble: boolean }> {
  try {
    const base = await readPolicy(trees.base, file);
    if (base.file !== null || queries.base.length > 0) return base;
    return { why: 'base has neither a configuration nor a registered query.', isTrouble: false };
  } catch (error) {
    if (!(error instanceof PlangateError)) throw error;
    return { why: `base's configuration cannot be read: ${error.message}`, isTrouble: true };
  }
}

/** Queries that base registers too keep base's annotations, but for parameters and calls; new ones have no suppressions. */
function annotatedAsOn(
  base: readonly RegisteredQuery[],
  head: readonly RegisteredQuery[],
): readonly RegisteredQuery[] {
  const before = new Map(base.map(query => [query.name, query]));
  return head.map(query => {
    const known = before.get(query.name);
    if (known === undefined) return { ...query, ignores: [] };
    const { budget, tags, results, ignores = [] } = known;
    const now = new Map(query.ignores?.map(ignore => [ignore.rule, ignore.line]));
    const kept = ignores.map(ignore => ({ ...ignore, line: now.get(ignore.rule) ?? ignore.line }));
    return { ...query, budget, tags, results, ignores: kept };
  });
}

import type { WrittenPolicy } from '../config/index.ts';
import type { RegisteredQuery } from '../queries/index.ts';
import type { Side } from '../workspace/index.ts';
import { changedBudgets } from './changed-budgets.ts';
import { changedCalls } from './changed-calls.ts';
import { changedIgnores } from './changed-ignores.ts';
import { changedQueries } from './changed-queries.ts';
import { changedQueryBudgets } from './changed-query-budgets.ts';
import { changedResults } from './changed-results.ts';
import { changedRules } from './changed-rules.ts';
import { changedSampling } from './changed-sampling.ts';
import { changedTolerances } from './changed-tolerances.ts';
import { changedWaivers } from './changed-waivers.ts';

/** One thing that a change does to the gate itself, so that it lets more pass. */
export interface PolicyChange {
  readonly kind:
    | 'policy-from-removed'
    | 'strict-off'
    | 'budget-raised'
    | 'budget-removed'
    | 'plan-lock-removed'
    | 'tolerance-loosened'
    | 'rule-loosened'
    | 'results-loosened'
    | 'waiver-added'
    | 'waiver-extended'
    | 'ignore-added'
    | 'calls-lowered'
    | 'samples-lowered'
    | 'sampling-time-lowered'
    | 'statement-timeout-raised'
    | 'query-removed'
    | 'parameters-removed';
  /** One line without its full stop. Names and reasons stand in it as they came: escape it for where it is shown. */
  readonly text: string;
  /** Where `file` is: what was taken away stands on base only. */
  readonly side: Side;
  /** null when it stands nowhere: a default that took the place of what was written. */
  readonly file: string | null;
  /** 1-based, null with `file`. */
  readonly line: number | null;
}

/** One side's gate as it is written: its policy, and its registered queries with their annotations. */
export interface WrittenGate extends WrittenPolicy {
  readonly queries: readonly RegisteredQuery[];
}

/** Both sides' gates. */
export interface Gates {
  readonly base: WrittenGate;
  readonly head: WrittenGate;
}

/** What head's gate lets pass that base's would not. Whatever makes it stricter is not told: who reads it gains nothing. */
export function policyChanges(gates: Gates): readonly PolicyChange[] {
  return [
    ...changedSampling(gates),
    ...changedBudgets(gates),
    ...changedQueryBudgets(gates),
    ...changedTolerances(gates),
    ...changedRules(gates),
    ...changedResults(gates),
    ...changedWaivers(gates),
    ...changedIgnores(gates),
    ...changedCalls(gates),
    ...changedQueries(gates),
  ];
}

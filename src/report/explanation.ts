import type { Plan, Work } from '../plan/index.ts';
import type { Finding } from '../rules/index.ts';

/** One plan and what is thought of it, for `plangate explain`. */
export interface Explanation {
  /** The registered query, the file's name or `standard input`. */
  readonly name: string;
  /** The parameter set's name; '' for none. */
  readonly parameters: string;
  /** Where the query is registered; null for a plan that came as it is. */
  readonly place: { readonly file: string; readonly line: number } | null;
  readonly plan: Plan;
  /** Of the whole statement where it was counted, else of the plan. */
  readonly work: Work;
  /** Most costly first, without those that are off. */
  readonly findings: readonly Finding[];
}

import type { RuleId, Waiver } from '../config/index.ts';

/** Where a rule found something; a query of '' is the schema. */
interface Found {
  readonly rule: RuleId;
  readonly query: string;
  readonly relation: string | null;
}

/** Whether the waiver, expired or not, is for what the rule found there. */
export function isWaivedBy(waiver: Waiver, { rule, query, relation }: Found): boolean {
  const isOfRule = waiver.rule === null || waiver.rule === rule;
  return waiver.query === query && isOfRule && (query !== '' || isOf(waiver, relation));
}

/** Findings leave `public` out; a waiver may say it. */
function isOf(waiver: Waiver, relation: string | null): boolean {
  return relation !== null && waiver.relation?.replace(/^public\./, '') === relation;
}

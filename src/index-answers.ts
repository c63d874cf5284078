import { accessByIndex, costOf, isByAnotherIndex } from './access-by-index.ts';
import { accesses, displayName } from './comparison/index.ts';
import type { Question } from './index-questions.ts';
import { type Plan, type PlanNode, parents, walk } from './plan/index.ts';

/** Whether a plan makes all that a question is about by the index. */
export function isServed(question: Question, plan: Plan): boolean {
  return instead(question, plan).every(part => part?.serves === true);
}

/**
 * What a plan for which other ways were left out says of the index, as facts; null where it says nothing, as it is so for some
 * parts only, or another index is taken first.
 */
export function answerOf(question: Question, forced: Plan) {
  const { isByIndex, parts } = question;
  const asked = { isByIndex, without: insteadOf(question) };
  if (isServed(question, forced))
    return {
      tried: 'used',
      ...asked,
      ...costsOf(question, forced),
      unservedWhy: 'planner',
      unservedDetail: null,
      unservedAgainst: null,
      randomPageCost: question.plan.settings.random_page_cost ?? null,
    };
  // An index that is read by the conditions of the other one alone does not serve either.
  const isNone = instead(question, forced).every(part => part === null || (isByIndex && !part.serves));
  const isHidden = parts.some(({ indexes, relation }) => isByAnotherIndex(indexes, relation, forced));
  return isNone && !isHidden ? { tried: 'unused', ...asked, costWith: null, costWithout: null } : null;
}

/** The indexes by which it is read as it is; null where there are none, and of several parts, whose own have names of their own. */
function insteadOf({ parts: [part, ...others] }: Question): string | null {
  return part === undefined || part.used.length === 0 || others.length > 0
    ? null
    : part.used.map(displayName).join(' and ');
}

/** Each part as a plan makes it by the index; null where it does not. */
function instead({ facts, parts }: Question, plan: Plan) {
  const isJoin = typeof facts.joinFilter === 'string';
  return parts.map(({ indexes, relation, node: scan }) =>
    accessByIndex(indexes, { relation, scan, isJoin }, plan),
  );
}

/** Told where the index is the dearer one, as it should be. */
function costsOf(question: Question, forced: Plan) {
  const scans = instead(question, forced).flatMap(part => part?.node ?? []);
  const before = question.parts.map(({ node }) => node);
  const isLimited = question.isByIndex && limitAbove(before, question.plan) !== null;
  const [costWith, costWithout] = isLimited
    ? [limitCost(scans, forced), limitCost(before, question.plan)]
    : [costOf(scans, forced), costOf(before, question.plan)];
  return costWith !== null && costWithout !== null && costWith > costWithout
    ? { costWith, costWithout }
    : { costWith: null, costWithout: null };
}

/**
 * The cost up to a LIMIT that may end scans early, which is what the planner goes by. null where there is more in it that is
 * otherwise without the other ways: up to 17, a sequential scan that is switched off is taken for as dear as can be.
 */
function limitCost(scans: readonly PlanNode[], plan: Plan): number | null {
  const limit = limitAbove(scans, plan);
  const names = new Set(scans.map(({ relation }) => relation?.name));
  const isAlone = accesses(plan).filter(({ relation }) => names.has(relation.name)).length === scans.length;
  const isBySequence = walk(plan).some(({ type }) => type === 'Seq Scan');
  return limit === null || !isAlone || isBySequence ? null : costOf([limit], plan);
}

/** Of the same query, not of one around it. */
function limitAbove([first]: readonly PlanNode[], plan: Plan): PlanNode | null {
  const above = parents(plan);
  for (let at = first ?? null; at !== null; at = above[at.id] ?? null) {
    if (at.type === 'Limit') return at;
    if (at.parentRelationship === 'SubPlan' || at.parentRelationship === 'InitPlan') return null;
  }
  return null;
}

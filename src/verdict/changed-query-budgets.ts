import { type Budget, budgetFor, limitNames, lockText } from '../config/index.ts';
import type { RegisteredQuery } from '../queries/index.ts';
import { limitWords } from './limit-words.ts';
import type { Gates, PolicyChange } from './policy-changes.ts';

/**
 * Budgets and plan locks that the annotations of a query raise or take away: its own, and those of a tag that it no longer
 * bears. What counts is what held for it before and what holds now; where the annotations did not move it, plangate.yml did.
 */
export function changedQueryBudgets({ base, head }: Gates): readonly PolicyChange[] {
  const before = new Map(base.queries.map(query => [query.name, query]));
  return head.queries.flatMap(query => {
    const was = before.get(query.name);
    if (was === undefined) return [];
    return compareQueries(was, query, {
      before: budgetFor(base.policy.budgets, was),
      byAnnotations: budgetFor(base.policy.budgets, query),
      after: budgetFor(head.policy.budgets, query),
    });
  });
}

interface Held {
  readonly before: Budget;
  /** What would hold if plangate.yml were as on base. */
  readonly byAnnotations: Budget;
  readonly after: Budget;
}

function compareQueries(was: RegisteredQuery, now: RegisteredQuery, held: Held): readonly PolicyChange[] {
  const limits = limitNames.flatMap((name): PolicyChange[] => {
    const [limit, after] = [held.before[name], held.after[name]];
    if (limit === undefined) return [];
    const isLooser = (other: number | undefined) => other === undefined || other > limit;
    if (!isLooser(held.byAnnotations[name]) || !isLooser(after)) return [];
    const place = placeOf(was, now, 'budget');
    const before = limitWords(name, limit);
    return after === undefined
      ? [
          {
            kind: 'budget-removed',
            text: `${now.name}: the budget ${name} (${before}) is taken away`,
            ...place,
          },
        ]
      : [
          {
            kind: 'budget-raised',
            text: `${now.name}: the budget ${name} is raised from ${before} to ${limitWords(name, after)}`,
            ...place,
          },
        ];
  });
  const texts = (budget: Budget) => new Set((budget.plan ?? []).map(lockText));
  const [byAnnotations, after] = [texts(held.byAnnotations), texts(held.after)];
  const locks = [...texts(held.before)].flatMap((text): PolicyChange[] => {
    if (byAnnotations.has(text) || after.has(text)) return [];
    const place = placeOf(was, now, 'plan');
    return [
      { kind: 'plan-lock-removed', text: `${now.name}: the plan lock "${text}" is taken away`, ...place },
    ];
  });
  return [...limits, ...locks];
}

/** The annotation, or what is left of the query that had it. */
function placeOf(
  was: RegisteredQuery,
  now: RegisteredQuery,
  annotation: 'budget' | 'plan',
): Pick<PolicyChange, 'side' | 'file' | 'line'> {
  const tags = was.lines[annotation] === undefined ? now.lines.tags : undefined;
  return { side: 'head', file: now.file, line: now.lines[annotation] ?? tags ?? now.line };
}

import { type Budget, limitNames, lockText } from '../config/index.ts';
import { keyPlace } from './key-place.ts';
import { limitWords } from './limit-words.ts';
import type { Gates, PolicyChange } from './policy-changes.ts';

/** Budgets and plan locks of plangate.yml, the default's and those by tag, that were raised or taken away. */
export function changedBudgets(gates: Gates): readonly PolicyChange[] {
  const { tags: baseTags = {}, ...base } = gates.base.policy.budgets;
  const { tags: headTags = {}, ...head } = gates.head.policy.budgets;
  const tags = [...new Set([...Object.keys(baseTags), ...Object.keys(headTags)])];
  const byTag = tags.flatMap(tag => {
    const was = Object.hasOwn(baseTags, tag) ? (baseTags[tag] ?? {}) : {};
    const now = Object.hasOwn(headTags, tag) ? (headTags[tag] ?? {}) : {};
    // Where a tag begins or ceases to limit something, the default did before or does now.
    const own = limitNames.filter(name => was[name] !== undefined || now[name] !== undefined);
    const held = (budget: Budget) => Object.fromEntries(own.map(name => [name, budget[name]]));
    const [before, after] = [
      { ...held(base), ...was },
      { ...held(head), ...now },
    ];
    return compareBudgets(gates, before, after, ['budgets', 'tags', tag], ` of the tag ${tag}`, now);
  });
  return [...compareBudgets(gates, base, head, ['budgets'], ''), ...byTag];
}

function compareBudgets(
  gates: Gates,
  base: Budget,
  head: Budget,
  path: readonly string[],
  whose: string,
  written: Budget = head,
): readonly PolicyChange[] {
  const limits = limitNames.flatMap((name): PolicyChange[] => {
    const [before, after] = [base[name], head[name]];
    if (before === undefined || (after !== undefined && after <= before)) return [];
    const place = keyPlace(gates, [...path, name], written[name] !== undefined);
    const was = limitWords(name, before);
    return after === undefined
      ? [{ kind: 'budget-removed', text: `the budget ${name}${whose} (${was}) is taken away`, ...place }]
      : [
          {
            kind: 'budget-raised',
            text: `the budget ${name}${whose} is raised from ${was} to ${limitWords(name, after)}`,
            ...place,
          },
        ];
  });
  const kept = new Set((head.plan ?? []).map(lockText));
  const locks = (base.plan ?? []).flatMap((lock, index): PolicyChange[] => {
    const text = lockText(lock);
    if (kept.has(text)) return [];
    const place = keyPlace(gates, [...path, 'plan', index], false);
    return [{ kind: 'plan-lock-removed', text: `the plan lock "${text}"${whose} is taken away`, ...place }];
  });
  return [...limits, ...locks];
}

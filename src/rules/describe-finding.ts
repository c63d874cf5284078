import { displayName } from '../comparison/index.ts';
import type { Words } from './rule.ts';
import { rules } from './table.ts';
import type { Facts, Finding } from './types.ts';

/**
 * The finding in words, as its rule says them, and what explains it in those of that rule. Plain text with names as they
 * came: escape it for where it is shown.
 */
export function describeFinding({ rule, facts, also }: Finding): Words {
  const own = rules[rule].describe(facts);
  const causes = also.map(cause => rules[cause.rule].describe(cause.facts));
  const first = causes.find(({ keepsRemedy = false }) =>
    typeof keepsRemedy === 'boolean' ? !keepsRemedy : !keepsRemedy.includes(rule),
  );
  return {
    message: [
      own.message,
      ...causes.map(({ cause, message }) => cause ?? message),
      viewWords([facts, ...also.map(cause => cause.facts)]),
    ]
      .filter(text => text !== '')
      .join(' '),
    remedy:
      first?.remedyBefore === undefined
        ? (first?.remedy ?? own.remedy)
        : `${first.remedyBefore} ${own.remedy}`,
  };
}

/** What a view hides is not in the query's text, where it would be looked for. */
function viewWords(facts: readonly Facts[]): string {
  const view = facts.map(({ inView }) => inView).find(name => typeof name === 'string');
  return view === undefined ? '' : `It stands in the view ${displayName(String(view))}.`;
}

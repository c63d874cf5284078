import type { Words } from './rule.ts';
import { rules } from './table.ts';
import type { Finding } from './types.ts';

/**
 * The finding in words, as its rule says them, and what explains it in those of that rule. Plain text with names as they
 * came: escape it for where it is shown.
 */
export function describeFinding({ rule, facts, also }: Finding): Words {
  const own = rules[rule].describe(facts);
  const causes = also.map(cause => ({
    rule: cause.rule,
    words: rules[cause.rule].describe(cause.facts),
  }));
  // What a join throws away says how dear a repeated scan is, not how to end it.
  const first = causes.find(cause => cause.rule !== 'late-filter');
  return {
    message: [own.message, ...causes.map(({ words }) => words.cause ?? words.message)].join(' '),
    remedy: first?.words.remedy ?? own.remedy,
  };
}

import type { Words } from './rule.ts';
import { rules } from './table.ts';
import type { Finding } from './types.ts';

/**
 * The finding in words, as its rule says them, and what explains it in those of that rule. Plain text with names as they
 * came: escape it for where it is shown.
 */
export function describeFinding({ rule, facts, also }: Finding): Words {
  const own = rules[rule].describe(facts);
  const causes = also.map(cause => rules[cause.rule].describe(cause.facts));
  const first = causes.find(words => words.keepsRemedy !== true);
  return {
    message: [own.message, ...causes.map(({ cause, message }) => cause ?? message)]
      .filter(text => text !== '')
      .join(' '),
    remedy: first?.remedy ?? own.remedy,
  };
}

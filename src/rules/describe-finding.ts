import type { Words } from './rule.ts';
import { rules } from './table.ts';
import type { Finding } from './types.ts';

/** The finding in words, as its rule says them. Plain text with names as they came: escape it for where it is shown. */
export function describeFinding(finding: Finding): Words {
  return rules[finding.rule].describe(finding.facts);
}

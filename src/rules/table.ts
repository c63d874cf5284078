import type { Rule } from './rule.ts';
import { sequentialScan } from './sequential-scan.ts';
import type { RuleId } from './types.ts';

/** Every rule that there is. A missing one is a compile error. */
export const rules = {
  'sequential-scan': sequentialScan,
} as unknown as Readonly<Record<RuleId, Rule>>;

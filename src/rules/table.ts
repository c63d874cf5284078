import { correlatedSubplan } from './correlated-subplan.ts';
import { forcedPlan } from './forced-plan.ts';
import { genericPlanTrap } from './generic-plan-trap.ts';
import { hashSpill } from './hash-spill.ts';
import { jitOverhead } from './jit-overhead.ts';
import { parameterSkew } from './parameter-skew.ts';
import { planningDominates } from './planning-dominates.ts';
import { rowMisestimate } from './row-misestimate.ts';
import type { Rule } from './rule.ts';
import { sequentialScan } from './sequential-scan.ts';
import { slowTrigger } from './slow-trigger.ts';
import { sortSpill } from './sort-spill.ts';
import type { RuleId } from './types.ts';

/** Every rule that there is. A missing one is a compile error. */
export const rules = {
  'sequential-scan': sequentialScan,
  'row-misestimate': rowMisestimate,
  'sort-spill': sortSpill,
  'hash-spill': hashSpill,
  'correlated-subplan': correlatedSubplan,
  'slow-trigger': slowTrigger,
  'jit-overhead': jitOverhead,
  'planning-dominates': planningDominates,
  'generic-plan-trap': genericPlanTrap,
  'parameter-skew': parameterSkew,
  'forced-plan': forcedPlan,
} as unknown as Readonly<Record<RuleId, Rule>>;

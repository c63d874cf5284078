/**
 * Plans: EXPLAIN's JSON read into a frozen tree, and everything that can be computed from it.
 * It holds no opinion: what is good or bad is said by rules, comparison and verdict.
 */
export { describeNode } from './describe-node.ts';
export {
  type Balance,
  balance,
  exclusiveBuffers,
  exclusiveTime,
  exclusiveWal,
  type Imbalance,
} from './exclusive.ts';
export { type FormatOptions, formatPlan, writePlan } from './format-plan.ts';
export { isJoin } from './is-join.ts';
export { nodeDetails } from './node-details.ts';
export { parsePlan } from './parse-plan.ts';
export { parseTextPlan } from './parse-text-plan.ts';
export { planWork, temporary, touched } from './plan-work.ts';
export { readPlan } from './read-plan.ts';
export { type RowsRead, rowsRead } from './rows-read.ts';
export { sameWork } from './same-work.ts';
export { shape } from './shape.ts';
export { hashSpilled, type Spill, sortSpilled, spills } from './spills.ts';
export { type TotalRows, totalRows } from './total-rows.ts';
export type * from './types.ts';
export { visible } from './visible.ts';
export { parents, subtree, walk } from './walk.ts';
export { type WorkShare, workShares } from './work-shares.ts';

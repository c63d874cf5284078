import { cartesianProduct } from './cartesian-product.ts';
import { castOnColumn } from './cast-on-column.ts';
import { correlatedSubplan } from './correlated-subplan.ts';
import { countDistinctOverJoins } from './count-distinct-over-joins.ts';
import { droppedIndexWasUsed } from './dropped-index-was-used.ts';
import { duplicateIndex } from './duplicate-index.ts';
import { forcedPlan } from './forced-plan.ts';
import { foreignKeyWithoutIndex } from './foreign-key-without-index.ts';
import { functionOnColumn } from './function-on-column.ts';
import { genericPlanTrap } from './generic-plan-trap.ts';
import { hashSpill } from './hash-spill.ts';
import { heapFetches } from './heap-fetches.ts';
import { indexBuiltWithoutConcurrently } from './index-built-without-concurrently.ts';
import { indexFilter } from './index-filter.ts';
import { indexNeverUsed } from './index-never-used.ts';
import { invalidIndex } from './invalid-index.ts';
import { jitOverhead } from './jit-overhead.ts';
import { largeOffset } from './large-offset.ts';
import { lateFilter } from './late-filter.ts';
import { leadingWildcard } from './leading-wildcard.ts';
import { lossyBitmap } from './lossy-bitmap.ts';
import { noPartitionPruning } from './no-partition-pruning.ts';
import { notInSubquery } from './not-in-subquery.ts';
import { offsetPagination } from './offset-pagination.ts';
import { orAcrossColumns } from './or-across-columns.ts';
import { orderByRandom } from './order-by-random.ts';
import { parameterSkew } from './parameter-skew.ts';
import { planningDominates } from './planning-dominates.ts';
import { recomputedAggregate } from './recomputed-aggregate.ts';
import { redundantIndex } from './redundant-index.ts';
import { repeatedScan } from './repeated-scan.ts';
import { rowMisestimate } from './row-misestimate.ts';
import type { Rule } from './rule.ts';
import { selectStar } from './select-star.ts';
import { sequentialScan } from './sequential-scan.ts';
import { slowTrigger } from './slow-trigger.ts';
import { sortForLimit } from './sort-for-limit.ts';
import { sortSpill } from './sort-spill.ts';
import { tableOutgrewOnePartition } from './table-outgrew-one-partition.ts';
import type { RuleId } from './types.ts';
import { unboundedSelect } from './unbounded-select.ts';
import { unionInsteadOfUnionAll } from './union-instead-of-union-all.ts';
import { writeWithoutWhere } from './write-without-where.ts';
import { wrongIndexForOrder } from './wrong-index-for-order.ts';

/** Every rule that there is. A missing one is a compile error. */
export const rules: Readonly<Record<RuleId, Rule>> = {
  'sequential-scan': sequentialScan,
  'repeated-scan': repeatedScan,
  'index-filter': indexFilter,
  'wrong-index-for-order': wrongIndexForOrder,
  'sort-for-limit': sortForLimit,
  'late-filter': lateFilter,
  'row-misestimate': rowMisestimate,
  'sort-spill': sortSpill,
  'hash-spill': hashSpill,
  'heap-fetches': heapFetches,
  'lossy-bitmap': lossyBitmap,
  'correlated-subplan': correlatedSubplan,
  'cartesian-product': cartesianProduct,
  'large-offset': largeOffset,
  'no-partition-pruning': noPartitionPruning,
  'slow-trigger': slowTrigger,
  'jit-overhead': jitOverhead,
  'planning-dominates': planningDominates,
  'generic-plan-trap': genericPlanTrap,
  'parameter-skew': parameterSkew,
  'forced-plan': forcedPlan,
  'not-in-subquery': notInSubquery,
  'or-across-columns': orAcrossColumns,
  'offset-pagination': offsetPagination,
  'function-on-column': functionOnColumn,
  'cast-on-column': castOnColumn,
  'leading-wildcard': leadingWildcard,
  'count-distinct-over-joins': countDistinctOverJoins,
  'order-by-random': orderByRandom,
  'select-star': selectStar,
  'write-without-where': writeWithoutWhere,
  'unbounded-select': unboundedSelect,
  'recomputed-aggregate': recomputedAggregate,
  'union-instead-of-union-all': unionInsteadOfUnionAll,
  'foreign-key-without-index': foreignKeyWithoutIndex,
  'index-never-used': indexNeverUsed,
  'duplicate-index': duplicateIndex,
  'redundant-index': redundantIndex,
  'invalid-index': invalidIndex,
  'index-built-without-concurrently': indexBuiltWithoutConcurrently,
  'dropped-index-was-used': droppedIndexWasUsed,
  'table-outgrew-one-partition': tableOutgrewOnePartition,
};

import { cartesianProduct } from './cartesian-product.ts';
import { heapFetches } from './heap-fetches.ts';
import { indexFilter } from './index-filter.ts';
import { largeOffset } from './large-offset.ts';
import { lateFilter } from './late-filter.ts';
import { lossyBitmap } from './lossy-bitmap.ts';
import { noPartitionPruning } from './no-partition-pruning.ts';
import { repeatedScan } from './repeated-scan.ts';
import type { Rule } from './rule.ts';
import { sequentialScan } from './sequential-scan.ts';
import type { RuleId } from './types.ts';
import { wrongIndexForOrder } from './wrong-index-for-order.ts';

/** Every rule that there is. A missing one is a compile error. */
export const rules = {
  'sequential-scan': sequentialScan,
  'repeated-scan': repeatedScan,
  'index-filter': indexFilter,
  'wrong-index-for-order': wrongIndexForOrder,
  'late-filter': lateFilter,
  'heap-fetches': heapFetches,
  'lossy-bitmap': lossyBitmap,
  'cartesian-product': cartesianProduct,
  'large-offset': largeOffset,
  'no-partition-pruning': noPartitionPruning,
} as unknown as Readonly<Record<RuleId, Rule>>;

import { castOnColumn } from './cast-on-column.ts';
import { countDistinctOverJoins } from './count-distinct-over-joins.ts';
import { functionOnColumn } from './function-on-column.ts';
import { leadingWildcard } from './leading-wildcard.ts';
import { notInSubquery } from './not-in-subquery.ts';
import { offsetPagination } from './offset-pagination.ts';
import { orAcrossColumns } from './or-across-columns.ts';
import { orderByRandom } from './order-by-random.ts';
import type { Rule } from './rule.ts';
import { selectStar } from './select-star.ts';
import { sequentialScan } from './sequential-scan.ts';
import type { RuleId } from './types.ts';
import { unboundedSelect } from './unbounded-select.ts';
import { unionInsteadOfUnionAll } from './union-instead-of-union-all.ts';
import { writeWithoutWhere } from './write-without-where.ts';

/** Every rule that there is. A missing one is a compile error. */
export const rules = {
  'sequential-scan': sequentialScan,
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
  'union-instead-of-union-all': unionInsteadOfUnionAll,
} as unknown as Readonly<Record<RuleId, Rule>>;

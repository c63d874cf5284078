import type { FuncCall, Node } from 'libpg-query';
import { type Level, nodesOfLevel } from './query-levels.ts';
import { lastName } from './sql-nodes.ts';

/** PostgreSQL's own, but for those that are told by WITHIN GROUP. Source: prokind 'a' in pg_proc.dat. */
const names: ReadonlySet<string> = new Set([
  ...['count', 'sum', 'avg', 'min', 'max', 'any_value', 'array_agg', 'string_agg', 'xmlagg'],
  ...['bool_and', 'bool_or', 'every', 'bit_and', 'bit_or', 'bit_xor', 'range_agg', 'range_intersect_agg'],
  ...['json_agg', 'jsonb_agg', 'json_object_agg', 'jsonb_object_agg'],
  ...[
    'stddev',
    'stddev_pop',
    'stddev_samp',
    'variance',
    'var_pop',
    'var_samp',
    'corr',
    'covar_pop',
    'covar_samp',
  ],
]);

/** Whether it surely aggregates, over groups and not over a window; what users defined themselves is not known. */
export function isAggregateCall(call: FuncCall): boolean {
  return call.over === undefined && isAggregate(call);
}

/** Whether it is an aggregate, which may stand with OVER. */
export function isAggregate({ funcname, agg_star, ...call }: FuncCall): boolean {
  const isMarked = [call.agg_distinct, call.agg_filter, call.agg_order, call.agg_within_group].some(Boolean);
  return agg_star === true || isMarked || names.has(lastName(funcname));
}

/** The aggregates of a level's own, in the order in which they stand. */
export function aggregateCalls(level: Level): readonly FuncCall[] {
  return nodesOfLevel(level).flatMap((node: Node) =>
    'FuncCall' in node && isAggregateCall(node.FuncCall) ? [node.FuncCall] : [],
  );
}

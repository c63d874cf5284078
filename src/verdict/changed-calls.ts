import { formatCount } from '../comparison/index.ts';
import type { Gates, PolicyChange } from './policy-changes.ts';

/** Queries that are said to be called less often than on base: what is found in them weighs less. */
export function changedCalls({ base, head }: Gates): readonly PolicyChange[] {
  const before = new Map(base.queries.map(query => [query.name, query.calls?.number]));
  return head.queries.flatMap(({ name, file, line, lines, calls }): PolicyChange[] => {
    const was = before.get(name);
    if (was === undefined || calls == null || calls.number >= was) return [];
    const text = `${name}: calls is lowered from ${formatCount(was)} to ${formatCount(calls.number)}`;
    return [{ kind: 'calls-lowered', text, side: 'head', file, line: lines.calls ?? line }];
  });
}

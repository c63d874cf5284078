import fc from 'fast-check';

export interface PlanChange {
  readonly where: number;
  readonly which: number;
  /** undefined takes the field away. */
  readonly to: unknown;
}

/** One field of EXPLAIN's JSON with another value, of the right type or a wrong one, or gone. */
export const planChange: fc.Arbitrary<PlanChange> = fc.record({
  where: fc.nat(),
  which: fc.nat(),
  to: fc.oneof(
    fc.constant(undefined),
    fc.jsonValue({ maxDepth: 2 }),
    fc.integer({ min: 0, max: 1000 }),
    fc.constantFrom(
      'InitPlan',
      'SubPlan',
      'Outer',
      'Inner',
      'CTE Scan',
      'Seq Scan',
      'Index Scan',
      'Nested Loop',
      'Gather',
      'ModifyTable',
      'Quantum Scan',
      'CTE x',
      'InitPlan 1',
    ),
    fc.constantFrom('$0', '(InitPlan 1).col1', '\u0000', '__proto__', '12 ms', '64kB', 1e12, 1e308, -1, 0.5),
  ),
});

/** `text` parsed, with the changes made; never a new field, as those are kept as they are. */
export function mutate(text: string, changes: readonly PlanChange[]): unknown {
  const explain: unknown = JSON.parse(text);
  for (const { where, which, to } of changes) {
    const all = containers(explain);
    const target = all[where % all.length];
    const keys = Object.keys(target ?? {});
    const key = keys[which % Math.max(1, keys.length)];
    if (target === undefined || key === undefined) continue;
    if (to === undefined) Reflect.deleteProperty(target, key);
    else Reflect.set(target, key, to);
  }
  return explain;
}

/** All objects and lists in `value`, in which something can be changed. */
function containers(value: unknown): object[] {
  const found: object[] = [];
  const todo: unknown[] = [value];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    found.push(next);
    todo.push(...Object.values(next).filter(part => typeof part === 'object' && part !== null));
  }
  return found;
}

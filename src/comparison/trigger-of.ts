import type { Trigger } from '../plan/index.ts';
import { isForeignKey } from '../sql/index.ts';
import { displayName } from './display-name.ts';

/**
 * The foreign key or trigger that executed a nested statement, as `foreign key child_parent_id_fkey` or
 * `trigger audit on orders`; null when EXPLAIN lists none, or several that it may have been. Once per row of the trigger
 * the statement was executed, so the calls must agree. Deferred triggers are not listed.
 */
export function triggerOf(text: string, calls: number, triggers: readonly Trigger[]): string | null {
  const isKey = isForeignKey(text);
  const called = triggers.filter(
    trigger => trigger.calls === calls && (trigger.constraint !== null) === isKey,
  );
  const [first, second] = called;
  if (first === undefined) return null;
  if (second === undefined) return nameOf(first);
  const table = isKey ? tableOf(text) : null;
  const [own, other] = called.filter(({ constraint }) => table !== null && constraint?.startsWith(table));
  return own !== undefined && other === undefined ? nameOf(own) : null;
}

/** The table that a foreign key's statement is about: the referencing one of an action, the referenced one of a check. */
function tableOf(text: string): string | null {
  return /\bONLY\s+(?:"(?:[^"]|"")*"\.)?"((?:[^"]|"")*)"/.exec(text)?.[1]?.replaceAll('""', '"') ?? null;
}

function nameOf({ name, constraint, relation }: Trigger): string {
  if (constraint !== null) return `foreign key ${displayName(constraint)}`;
  return `trigger ${displayName(name)}${relation === null ? '' : ` on ${displayName(relation)}`}`;
}

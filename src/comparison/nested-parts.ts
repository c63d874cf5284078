import type { Measurement, NestedStatement } from '../measurement/index.ts';
import { isForeignKey } from '../sql/index.ts';
import type { Side } from '../workspace/index.ts';
import type { Part } from './count-parts.ts';
import { triggerOf } from './trigger-of.ts';
import type { CountChange } from './types.ts';

type Measured = Readonly<Record<Side, Measurement>>;
type Amounts = Readonly<Record<Side, number>>;

/** A statement that a trigger, foreign key or function executed; null on a side that did not execute it. */
interface Nested {
  readonly text: string;
  readonly base: NestedStatement | null;
  readonly head: NestedStatement | null;
}

/**
 * Adds a part for each nested statement. pg_stat_statements does not say where a statement was called. One that fits
 * into what the tree does not hold, as the work of AFTER triggers and foreign keys, is a part beside the nodes. Any other
 * was called inside of the tree, by a function or a BEFORE trigger: its work is taken out of the node with the largest
 * difference of those that did at least as much. One that fits nowhere was called by another nested statement, which
 * holds its work already.
 *
 * @param outside what the whole statement did beyond its tree
 */
export function nestedParts(
  measured: Measured,
  count: CountChange['count'],
  nodes: readonly Part[],
  outside: Amounts,
): readonly Part[] {
  const parts = [...nodes];
  let room = outside;
  for (const nested of statements(measured, count)) {
    const amounts = { base: nested.base?.[count] ?? 0, head: nested.head?.[count] ?? 0 };
    const own = partOf(nested, count, measured);
    if (fits(amounts, room)) {
      room = less(room, amounts);
      parts.push(own);
      continue;
    }
    const at = bearer(parts, amounts);
    const node = parts[at];
    if (node === undefined) continue;
    parts[at] = {
      ...node,
      base: node.base === null ? null : node.base - amounts.base,
      head: node.head === null ? null : node.head - amounts.head,
    };
    parts.push({ ...own, where: inside(own, node), baseNode: node.baseNode, headNode: node.headNode });
  }
  return parts;
}

/** Foreign keys first, which only ever run after the tree; then what did most. */
function statements(measured: Measured, count: CountChange['count']): readonly Nested[] {
  const byText = new Map<string, Nested>();
  for (const side of ['base', 'head'] as const) {
    for (const nested of measured[side].nested) {
      const known = byText.get(nested.text) ?? { text: nested.text, base: null, head: null };
      byText.set(nested.text, { ...known, [side]: nested });
    }
  }
  const size = ({ base, head }: Nested) => Math.max(base?.[count] ?? 0, head?.[count] ?? 0);
  return [...byText.values()]
    .filter(nested => size(nested) > 0)
    .toSorted((a, b) => Number(isForeignKey(b.text)) - Number(isForeignKey(a.text)) || size(b) - size(a));
}

/** A share: by so much two executions of one statement may differ and still be the same work. */
const slack = 0.02;

function fits(amounts: Amounts, room: Amounts): boolean {
  const within = (side: Side) => amounts[side] === 0 || amounts[side] * (1 - slack) <= room[side];
  return within('base') && within('head');
}

function less(room: Amounts, amounts: Amounts): Amounts {
  return { base: room.base - amounts.base, head: room.head - amounts.head };
}

/** Index of the node that the statement was called in; -1 where none did as much. */
function bearer(parts: readonly Part[], amounts: Amounts): number {
  let best = -1;
  let most = -1;
  for (const [at, { kind, base, head }] of parts.entries()) {
    if (kind !== 'node' || !fits(amounts, { base: base ?? 0, head: head ?? 0 })) continue;
    const moved = Math.abs((head ?? 0) - (base ?? 0));
    if (moved <= most) continue;
    best = at;
    most = moved;
  }
  return best;
}

function partOf({ text, base, head }: Nested, count: CountChange['count'], measured: Measured): Part {
  const shown = head ?? base;
  const calls = shown?.calls ?? 0;
  const caller = shown?.caller ?? null;
  const listed = measured[head === null ? 'base' : 'head'].plan.triggers;
  const trigger =
    caller === null || caller.kind === 'function'
      ? triggerOf(text, calls, listed)
      : `${caller.kind} ${caller.name}`;
  return {
    count,
    kind: trigger === null ? 'statement' : 'trigger',
    where: trigger ?? '',
    statement: text,
    caller: caller?.kind === 'function' ? caller.name : null,
    calls,
    base: base === null ? null : base[count],
    head: head === null ? null : head[count],
    baseNode: null,
    headNode: null,
  };
}

function inside(own: Part, node: Part): string {
  return own.kind === 'trigger' ? own.where : node.where;
}

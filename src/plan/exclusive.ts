import { booksOf } from './books.ts';
import { bufferKeys, columns, timeColumn, walColumn } from './ledger.ts';
import type { Buffers, Plan } from './types.ts';

/**
 * Blocks that each node touched itself, without its children, by node id; empty without BUFFERS. An InitPlan or CTE is
 * charged to the node that ran it (see books.ts). The values of all nodes sum exactly to `balance(plan).buffers`: the
 * root's own count, plus what ran after the root had returned. None is negative, or `balance` names it.
 */
export function exclusiveBuffers(plan: Plan): ReadonlyMap<number, Buffers> {
  const before = kept.get(plan);
  if (before !== undefined) return before;
  const { ledger } = booksOf(plan);
  const values = new Map<number, Buffers>();
  kept.set(plan, values);
  if (plan.root.buffers === null) return values;
  for (const { id } of ledger.nodes) {
    values.set(id, ledger.isIdle(id) ? none : toBuffers(ledger.own, id * columns));
  }
  return values;
}

/** Every rule asks for them. */
const kept = new WeakMap<Plan, ReadonlyMap<number, Buffers>>();

/** Bytes of WAL that each node wrote itself, by node id; empty without WAL. Sums like `exclusiveBuffers`. */
export function exclusiveWal(plan: Plan): ReadonlyMap<number, number> {
  const { ledger } = booksOf(plan);
  const values = new Map<number, number>();
  if (plan.root.walBytes === null) return values;
  for (const { id } of ledger.nodes) values.set(id, ledger.at(id, walColumn));
  return values;
}

/**
 * Wall-clock ms that each node took itself, by node id; empty without TIMING. Loops are multiplied in; what several
 * processes did at once, under a Gather, counts as the average of the processes. EXPLAIN rounds to 0.001 ms per loop,
 * so a value is off by at most (0.0005 ms × loops ÷ processes) of the node and of all that ran inside of it; within
 * that bound a value below zero is given as 0. The sum is off `balance(plan).time` by at most `balance(plan).timeBound`.
 * What is below zero beyond that bound stays negative and is named by `balance`: under a Gather whose parent is slow,
 * workers go on while nobody waits for the Gather.
 */
export function exclusiveTime(plan: Plan): ReadonlyMap<number, number> {
  const { ledger } = booksOf(plan);
  const values = new Map<number, number>();
  if ((plan.root.actual?.totalTime ?? null) === null) return values;
  for (const { id } of ledger.nodes) {
    const own = ledger.at(id, timeColumn);
    const isRounding = own < 0 && own >= -ledger.timeBound(id);
    values.set(id, isRounding ? 0 : own);
  }
  return values;
}

export interface Imbalance {
  readonly node: number;
  readonly what: keyof Buffers | 'wal' | 'time';
  /** Below zero: more was found inside of the node than the node itself reported. Blocks, bytes or ms. */
  readonly value: number;
}

/** How a plan's books close. */
export interface Balance {
  /** Blocks of the whole tree: the root's, and the late ones. null without BUFFERS. */
  readonly buffers: Buffers | null;
  /** Of these, what ran after the root had returned: data-modifying CTEs that nothing read to the end. */
  readonly lateBuffers: Buffers | null;
  /** Bytes; null without WAL. */
  readonly wal: number | null;
  /** ms; null without TIMING. */
  readonly time: number | null;
  /** ms by which the sum of all exclusive times may miss `time`, from rounding alone. */
  readonly timeBound: number;
  /** Where more was found inside of a node than the node reported. Empty for a plan that is understood. */
  readonly imbalances: readonly Imbalance[];
}

export function balance(plan: Plan): Balance {
  const { ledger, late } = booksOf(plan);
  const { root } = plan;
  const lateIn = new Float64Array(columns);
  for (const { values } of late)
    for (const [column, value] of values.entries()) lateIn[column] = (lateIn[column] ?? 0) + value;
  const hasTime = (root.actual?.totalTime ?? null) !== null;
  const all = ledger.amountsOf(root.id).values.map((value, column) => value + (lateIn[column] ?? 0));
  return {
    buffers: root.buffers === null ? null : toBuffers(all, 0),
    lateBuffers: root.buffers === null ? null : toBuffers(lateIn, 0),
    wal: root.walBytes === null ? null : (all[walColumn] ?? 0),
    time: hasTime ? (all[timeColumn] ?? 0) : null,
    timeBound: hasTime ? ledger.nodes.reduce((sum, { id }) => sum + ledger.timeBound(id), 0) : 0,
    imbalances: ledger
      .shortfalls()
      .map(({ id, column, value }) => ({ node: id, what: whatIs(column), value })),
  };
}

function whatIs(column: number): Imbalance['what'] {
  return bufferKeys[column] ?? (column === walColumn ? 'wal' : 'time');
}

/** Most nodes of most plans touch nothing themselves. */
const none: Buffers = Object.freeze(toBuffers([], 0));

function toBuffers(cells: ArrayLike<number>, start: number): Buffers {
  return {
    sharedHit: cells[start] ?? 0,
    sharedRead: cells[start + 1] ?? 0,
    sharedDirtied: cells[start + 2] ?? 0,
    sharedWritten: cells[start + 3] ?? 0,
    localHit: cells[start + 4] ?? 0,
    localRead: cells[start + 5] ?? 0,
    localDirtied: cells[start + 6] ?? 0,
    localWritten: cells[start + 7] ?? 0,
    tempRead: cells[start + 8] ?? 0,
    tempWritten: cells[start + 9] ?? 0,
  };
}

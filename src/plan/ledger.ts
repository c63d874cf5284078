import type { Buffers, PlanNode } from './types.ts';
import { subtreeEnds } from './walk.ts';

/** The counters of `Buffers` in the order of a ledger's columns. */
export const bufferKeys = [
  'sharedHit',
  'sharedRead',
  'sharedDirtied',
  'sharedWritten',
  'localHit',
  'localRead',
  'localDirtied',
  'localWritten',
  'tempRead',
  'tempWritten',
] as const satisfies readonly (keyof Buffers)[];

export const walColumn = bufferKeys.length;
export const timeColumn = walColumn + 1;
export const columns = timeColumn + 1;

/** Half of the 0.001 ms to which EXPLAIN rounds a node's time per loop. */
const halfStep = 0.0005;

/** What one subplan used, column by column, and how far its time may be off (ms). */
export interface Amounts {
  readonly values: readonly number[];
  readonly slack: number;
}

/**
 * For every node: what it used with its children (`inclusive`) and what remains of that when everything which ran
 * inside of it is taken out (`own`). Counts are exact. Time is wall-clock ms: of what runs in several processes at
 * once, under a Gather, the average of the processes counts. `slack` is how far a node's own time may be off.
 */
export class Ledger {
  readonly nodes: readonly PlanNode[];
  readonly parentOf: Int32Array;
  readonly endOf: Int32Array;
  private readonly slack: Float64Array;
  readonly own: Float64Array;
  /** How many processes ran the node side by side. */
  private readonly processes: Float64Array;

  private gathers: readonly number[] | null = null;

  constructor(nodes: readonly PlanNode[]) {
    this.nodes = nodes;
    this.endOf = subtreeEnds(nodes);
    this.parentOf = new Int32Array(nodes.length).fill(-1);
    this.own = new Float64Array(nodes.length * columns);
    this.slack = new Float64Array(nodes.length);
    this.processes = new Float64Array(nodes.length).fill(1);
    for (const node of nodes) {
      this.enter(node.id, node, 1);
      for (const child of node.children) {
        this.parentOf[child.id] = node.id;
        this.processes[child.id] = this.processesOf(node.id) * participants(node, child);
        if (child.parentRelationship !== 'InitPlan') this.enter(node.id, child, -1);
      }
    }
  }

  /** What `id` used, with all that ran inside of it. */
  amountsOf(id: number): Amounts {
    const node = this.nodes[id];
    if (node === undefined) return { values: [], slack: 0 };
    const time = (node.actual?.totalTime ?? 0) * this.loopsOf(node);
    const { buffers } = node;
    const values = [...bufferKeys.map(key => buffers?.[key] ?? 0), node.walBytes ?? 0, time];
    return { values, slack: this.rounding(node) };
  }

  /** Takes out of `id` what ran inside of it. */
  charge(id: number, amounts: Amounts): void {
    for (let column = 0; column < columns; column++) this.add(id, column, -(amounts.values[column] ?? 0));
    this.slack[id] = (this.slack[id] ?? 0) + amounts.slack;
  }

  /** Undoes `charge`. */
  refund(id: number, amounts: Amounts): void {
    for (let column = 0; column < columns; column++) this.add(id, column, amounts.values[column] ?? 0);
    this.slack[id] = (this.slack[id] ?? 0) - amounts.slack;
  }

  /**
   * Charges what `subplan` used to those of `ids` that have it, and returns what none of them has. Time goes with
   * the blocks first. Workers of a Gather that was not read to its end are stopped when the statement ends, on the
   * account of the nodes above it in the printed tree (ExecShutdownNode): that part is its definer's.
   */
  split(subplan: number, ids: readonly number[]): Amounts {
    const whole = this.amountsOf(subplan);
    let rest = whole;
    for (const id of ids) rest = this.chargePart(id, rest, whole);
    if (this.hasGather(subplan)) rest = this.chargePart(this.parentOf[subplan] ?? 0, rest, rest);
    for (const id of ids) rest = this.chargePart(id, rest, rest);
    return { ...rest, slack: 0 };
  }

  /** Charges `id` with as much of `rest` as it has and returns what is left. */
  private chargePart(id: number, rest: Amounts, whole: Amounts): Amounts {
    const part = rest.values.map((value, column) => Math.min(value, Math.max(0, this.at(id, column))));
    const blocks = blocksOf(whole);
    const share = blocks === 0 ? 1 : blocksOf({ values: part, slack: 0 }) / blocks;
    part[timeColumn] = Math.min(part[timeColumn] ?? 0, share * (whole.values[timeColumn] ?? 0));
    this.charge(id, { values: part, slack: rest.slack });
    return { values: rest.values.map((value, column) => value - (part[column] ?? 0)), slack: rest.slack };
  }

  private hasGather(id: number): boolean {
    this.gathers ??= this.nodes.filter(({ type }) => type.startsWith('Gather')).map(node => node.id);
    const end = this.endOf[id] ?? 0;
    return this.gathers.some(gather => gather >= id && gather < end);
  }

  /** Whether `amounts` can have been used inside of `id`: nothing of it would be below zero, time beyond rounding. */
  canBear(id: number, amounts: Amounts): boolean {
    for (let column = 0; column < timeColumn; column++) {
      if (this.at(id, column) < (amounts.values[column] ?? 0)) return false;
    }
    const bound = this.timeBound(id) + amounts.slack;
    return this.at(id, timeColumn) + bound >= (amounts.values[timeColumn] ?? 0);
  }

  /** Temporary blocks that `id` itself read and wrote. */
  temporaryAt(id: number): number {
    return this.at(id, 8) + this.at(id, 9);
  }

  /** Whether `id` itself touched no blocks at all. */
  isIdle(id: number): boolean {
    for (let column = 0; column < walColumn; column++) if (this.at(id, column) !== 0) return false;
    return true;
  }

  /** Where a node's own count or time is below zero, time beyond rounding: the node and the column. */
  shortfalls(): readonly { readonly id: number; readonly column: number; readonly value: number }[] {
    const found: { id: number; column: number; value: number }[] = [];
    for (let cell = 0; cell < this.own.length; cell++) {
      const value = this.own[cell] ?? 0;
      if (value >= 0) continue;
      const [id, column] = [Math.floor(cell / columns), cell % columns];
      if (column !== timeColumn || value < -this.timeBound(id)) found.push({ id, column, value });
    }
    return found;
  }

  /** ms by which rounding can have moved a node's own time, and a little for what adding binary fractions loses. */
  timeBound(id: number): number {
    return (this.slack[id] ?? 0) + 1e-6;
  }

  at(id: number, column: number): number {
    return this.own[id * columns + column] ?? 0;
  }

  /** Spelt out: reading a field by a name that varies costs more than all else here together. */
  private enter(id: number, node: PlanNode, sign: 1 | -1): void {
    const { buffers } = node;
    if (buffers !== null) {
      this.add(id, 0, sign * buffers.sharedHit);
      this.add(id, 1, sign * buffers.sharedRead);
      this.add(id, 2, sign * buffers.sharedDirtied);
      this.add(id, 3, sign * buffers.sharedWritten);
      this.add(id, 4, sign * buffers.localHit);
      this.add(id, 5, sign * buffers.localRead);
      this.add(id, 6, sign * buffers.localDirtied);
      this.add(id, 7, sign * buffers.localWritten);
      this.add(id, 8, sign * buffers.tempRead);
      this.add(id, 9, sign * buffers.tempWritten);
    }
    this.add(id, walColumn, sign * (node.walBytes ?? 0));
    this.add(id, timeColumn, sign * (node.actual?.totalTime ?? 0) * this.loopsOf(node));
    this.slack[id] = (this.slack[id] ?? 0) + this.rounding(node);
  }

  private rounding(node: PlanNode): number {
    return node.actual?.totalTime == null ? 0 : halfStep * this.loopsOf(node);
  }

  /** Loops of one of the processes. */
  private loopsOf(node: PlanNode): number {
    return (node.actual?.loops ?? 0) / this.processesOf(node.id);
  }

  private processesOf(id: number): number {
    return this.processes[id] ?? 1;
  }

  private add(id: number, column: number, value: number): void {
    this.own[id * columns + column] = this.at(id, column) + value;
  }
}

/** Shared and local blocks, which only what reads tables and indexes touches; not temporary ones. */
export function blocksOf({ values }: Amounts): number {
  return (values[0] ?? 0) + (values[1] ?? 0) + (values[4] ?? 0) + (values[5] ?? 0);
}

/** How many processes, leader included, ran `child` side by side for each of `node`'s. */
function participants(node: PlanNode, child: PlanNode): number {
  if (node.type !== 'Gather' && node.type !== 'Gather Merge') return 1;
  if (child.parentRelationship !== 'Outer') return 1;
  const above = node.actual?.loops ?? 0;
  const below = child.actual?.loops ?? 0;
  return above > 0 && below > above ? below / above : 1;
}

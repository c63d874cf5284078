import { type Consumers, namesOf } from './consumers.ts';
import { type Amounts, blocksOf, type Ledger } from './ledger.ts';
import type { PlanNode } from './types.ts';

/** Where an InitPlan may have run. */
export interface Candidates {
  readonly subplan: number;
  /** The node under which EXPLAIN prints it. */
  readonly definer: number;
  /** Nodes below the definer, or the definer, whose expressions hold its result; the likeliest first. */
  readonly mentions: readonly number[];
}

/**
 * Finds the node that ran an InitPlan: the first one that needed its result. EXPLAIN does not say which that was, but
 * it can only be a node that used at least as much as the InitPlan did, beyond what else ran inside of it.
 * Gives up after a number of steps that is linear in the plan.
 */
export class ConsumerSearch {
  private readonly ledger: Ledger;
  private readonly consumers: Consumers;
  private readonly charged: {
    readonly subplan: number;
    readonly definer: number;
    readonly consumer: number;
  }[] = [];
  private steps: number;

  constructor(ledger: Ledger, consumers: Consumers) {
    this.ledger = ledger;
    this.consumers = consumers;
    this.steps = 1000 + 20 * ledger.nodes.length;
  }

  candidatesOf(subplan: PlanNode): Candidates {
    const definer = this.ledger.parentOf[subplan.id] ?? 0;
    const end = this.ledger.endOf[definer] ?? 0;
    const ownEnd = this.ledger.endOf[subplan.id] ?? 0;
    const isBelow = (id: number) => id >= definer && id < end && (id < subplan.id || id >= ownEnd);
    const found = (index: ReadonlyMap<string, readonly number[]>) =>
      namesOf(subplan).flatMap(name => (index.get(name) ?? []).filter(id => this.step() && isBelow(id)));
    // Of the output columns the lowest computes, those above repeat.
    const mentions = [...found(this.consumers.mentions), ...found(this.consumers.outputs).reverse()];
    return { subplan: subplan.id, definer, mentions };
  }

  charge(candidates: Candidates): void {
    const { subplan, mentions, definer } = candidates;
    const amounts = this.ledger.amountsOf(subplan);
    const consumer =
      mentions.find(id => this.ledger.canBear(id, amounts)) ??
      this.onTheWay(definer, mentions, amounts) ??
      this.anywhere(candidates, amounts) ??
      this.above(definer, amounts);
    if (consumer !== null) {
      this.ledger.charge(consumer, amounts);
      this.charged.push({ subplan, definer, consumer });
      return;
    }
    // It ran here and there: many times, or its workers were stopped elsewhere.
    const above = mentions.map(id => this.ledger.parentOf[id] ?? definer);
    const rest = this.ledger.split(subplan, [...mentions, ...above, definer]);
    this.ledger.charge(mentions[0] ?? definer, rest);
  }

  /**
   * A node that touches no blocks itself and still has some must have run something for a node below: an Append that
   * prunes partitions, a Gather that sends parameters to its workers, whatever rescans an index with a new key.
   */
  improve(): void {
    for (const { subplan, definer, consumer } of this.charged) {
      const amounts = this.ledger.amountsOf(subplan);
      if (blocksOf(amounts) === 0 || !readsBlocks(this.ledger.nodes[consumer])) continue;
      this.ledger.refund(consumer, amounts);
      const better = this.onTheWay(definer, [consumer], amounts);
      this.ledger.charge(better ?? consumer, amounts);
    }
  }

  /** From the nodes that mention it up to its definer, what has blocks and reads none. */
  private onTheWay(definer: number, mentions: readonly number[], amounts: Amounts): number | null {
    for (const mention of mentions) {
      for (let id = mention; id > definer && this.step(); ) {
        id = this.ledger.parentOf[id] ?? definer;
        if (!readsBlocks(this.ledger.nodes[id]) && this.ledger.canBear(id, amounts)) return id;
      }
    }
    return null;
  }

  private anywhere({ definer, subplan }: Candidates, amounts: Amounts): number | null {
    const end = this.ledger.endOf[definer] ?? 0;
    let reader: number | null = null;
    for (let id = definer; id < end && this.step(); id++) {
      if (id === subplan) id = this.ledger.endOf[subplan] ?? end;
      if (id >= end || !this.ledger.canBear(id, amounts)) continue;
      if (!readsBlocks(this.ledger.nodes[id])) return id;
      reader ??= id;
    }
    return reader;
  }

  private above(definer: number, amounts: Amounts): number | null {
    const above = this.ledger.parentOf[definer] ?? -1;
    return above >= 0 && this.ledger.canBear(above, amounts) ? above : null;
  }

  private step(): boolean {
    this.steps--;
    return this.steps > 0;
  }
}

function readsBlocks(node: PlanNode | undefined): boolean {
  return node === undefined || /Scan|ModifyTable|LockRows/.test(node.type);
}

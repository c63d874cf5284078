import { type Consumers, findConsumers, isCte, namesOf } from './consumers.ts';
import { type Amounts, Ledger } from './ledger.ts';
import type { Plan, PlanNode } from './types.ts';
import { walk } from './walk.ts';

/**
 * The ledger of a plan after every subplan was charged to the node during whose execution it ran.
 *
 * PostgreSQL adds what happens while a node runs to that node and to all above it (InstrStopNode in
 * src/backend/executor/instrument.c). An InitPlan runs when its result is first needed (ExecSetParamPlan), a CTE when
 * a CTE Scan asks for rows, wherever in the tree that is; EXPLAIN however prints both below the node that defines them.
 * So they are taken out of the node that ran them, not of the node under which they are printed.
 */
export interface Books {
  readonly ledger: Ledger;
  /** What ran after the root had returned: data-modifying CTEs that nothing read to the end (ExecPostprocessPlan). */
  readonly late: readonly Amounts[];
}

const kept = new WeakMap<Plan, Books>();

export function booksOf(plan: Plan): Books {
  const before = kept.get(plan);
  if (before !== undefined) return before;
  const books = keepBooks(plan);
  kept.set(plan, books);
  return books;
}

function keepBooks(plan: Plan): Books {
  const ledger = new Ledger(walk(plan));
  for (const node of ledger.nodes) {
    for (const child of node.children) {
      if (child.parentRelationship !== 'InitPlan') ledger.charge(node.id, ledger.amountsOf(child.id));
    }
  }
  moveSubPlans(ledger);
  const consumers = findConsumers(ledger);
  const initPlans = ledger.nodes.filter(
    node => node.parentRelationship === 'InitPlan' && didWork(ledger, node),
  );
  const ctes = initPlans.filter(isCte);
  const search = new Search(ledger, consumers);
  // The surest first: what is known leaves less room for wrong guesses about the rest.
  for (const subplan of initPlans)
    if (!isCte(subplan) && search.isMentioned(subplan)) search.chargeInitPlan(subplan);
  const readersOf = (cte: PlanNode) => consumers.readers.get(cte.id) ?? [];
  const late = ctes
    .toSorted((a, b) => Math.min(readersOf(a).length, 2) - Math.min(readersOf(b).length, 2))
    .map(cte => chargeCte(ledger, cte, readersOf(cte)));
  for (const subplan of initPlans)
    if (!isCte(subplan) && !search.isMentioned(subplan)) search.chargeInitPlan(subplan);
  return { ledger, late: late.filter(amounts => amounts !== null) };
}

function didWork(ledger: Ledger, node: PlanNode): boolean {
  return ledger.amountsOf(node.id).values.some(value => value > 0);
}

/**
 * A SubPlan runs in the node whose expression holds it, except in an index condition: a rescan computes that before
 * the scan's own clock starts (ExecReScanIndexScan), on the account of the join above.
 */
function moveSubPlans(ledger: Ledger): void {
  for (const node of ledger.nodes) {
    for (const child of node.children) {
      if (child.parentRelationship !== 'SubPlan' || ledger.canBear(node.id, nothing)) continue;
      const amounts = ledger.amountsOf(child.id);
      ledger.refund(node.id, amounts);
      const above = ledger.parentOf[node.id] ?? -1;
      ledger.charge(above >= 0 && ledger.canBear(above, amounts) ? above : node.id, amounts);
    }
  }
}

const nothing: Amounts = { values: new Float64Array(0), slack: 0 };

/** Returns what no reader can have run. */
function chargeCte(ledger: Ledger, cte: PlanNode, readers: readonly number[]): Amounts | null {
  const amounts = ledger.amountsOf(cte.id);
  const whole = readers.find(id => ledger.canBear(id, amounts));
  if (whole !== undefined) {
    ledger.charge(whole, amounts);
    return null;
  }
  let rest = amounts;
  for (const id of readers) rest = ledger.chargePart(id, rest);
  if (cte.type === 'ModifyTable') return rest;
  // What is left cannot be explained. Somebody must bear it, so that the sum stays true and the gap is seen.
  ledger.charge(readers[0] ?? ledger.parentOf[cte.id] ?? 0, rest);
  return null;
}

/** Nodes that compute on behalf of nodes below: they prune partitions, send parameters to workers, rescan. */
const runsForOthers: ReadonlySet<string> = new Set([
  'Append',
  'MergeAppend',
  'Gather',
  'Gather Merge',
  'Nested Loop',
]);

/** Looks for the node that ran an InitPlan. Gives up after a number of steps that is linear in the plan. */
class Search {
  private readonly ledger: Ledger;
  private readonly consumers: Consumers;
  private steps: number;

  constructor(ledger: Ledger, consumers: Consumers) {
    this.ledger = ledger;
    this.consumers = consumers;
    this.steps = 1000 + 20 * ledger.nodes.length;
  }

  isMentioned(subplan: PlanNode): boolean {
    return this.mentionsOf(subplan).length > 0;
  }

  chargeInitPlan(subplan: PlanNode): void {
    const definer = this.ledger.parentOf[subplan.id] ?? 0;
    const amounts = this.ledger.amountsOf(subplan.id);
    const consumer =
      this.nearMentions(definer, this.mentionsOf(subplan), amounts) ??
      this.anywhere(definer, subplan.id, amounts) ??
      this.above(definer, amounts) ??
      definer;
    this.ledger.charge(consumer, amounts);
  }

  private mentionsOf(subplan: PlanNode): readonly number[] {
    const definer = this.ledger.parentOf[subplan.id] ?? 0;
    const end = this.ledger.endOf[definer] ?? 0;
    const inside = (id: number) =>
      id >= definer && id < end && (id < subplan.id || id >= (this.ledger.endOf[subplan.id] ?? 0));
    const names = namesOf(subplan);
    const found = (index: ReadonlyMap<string, readonly number[]>) =>
      names.flatMap(name => (index.get(name) ?? []).filter(id => this.step() && inside(id)));
    return [...found(this.consumers.mentions), ...found(this.consumers.outputs).reverse()];
  }

  private nearMentions(definer: number, mentions: readonly number[], amounts: Amounts): number | null {
    const isBlocks = amounts.values.some((value, column) => value > 0 && column < 10);
    for (const mention of isBlocks ? mentions : []) {
      for (let id = mention; id > definer && this.step(); ) {
        id = this.ledger.parentOf[id] ?? definer;
        if (runsForOthers.has(this.ledger.nodes[id]?.type ?? '') && this.ledger.canBear(id, amounts))
          return id;
      }
    }
    return mentions.find(id => this.ledger.canBear(id, amounts)) ?? null;
  }

  /** Nodes without blocks of their own come first: if they have some, they ran somebody's. */
  private anywhere(definer: number, subplan: number, amounts: Amounts): number | null {
    const end = this.ledger.endOf[definer] ?? 0;
    let scan: number | null = null;
    for (let id = definer; id < end && this.step(); id++) {
      if (id === subplan) id = this.ledger.endOf[subplan] ?? end;
      const node = this.ledger.nodes[id];
      if (node === undefined || id >= end || !this.ledger.canBear(id, amounts)) continue;
      if (!node.type.includes('Scan') && node.type !== 'ModifyTable') return id;
      scan ??= id;
    }
    return scan;
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

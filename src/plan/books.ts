import { ConsumerSearch } from './consumer-search.ts';
import { findConsumers, isCte } from './consumers.ts';
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
  moveSubPlans(ledger);
  const consumers = findConsumers(ledger);
  const search = new ConsumerSearch(ledger, consumers);
  const worked = ledger.nodes.filter(node => node.parentRelationship === 'InitPlan' && didWork(ledger, node));
  const initPlans = worked.filter(node => !isCte(node)).map(node => search.candidatesOf(node));
  const ctes = worked.filter(isCte).map(cte => ({ cte, readers: consumers.readers.get(cte.id) ?? [] }));
  // The surest first: what is known leaves less room for wrong guesses about the rest.
  for (const candidates of initPlans) if (candidates.mentions.length > 0) search.charge(candidates);
  const late = ctes
    .toSorted((a, b) => Math.min(a.readers.length, 2) - Math.min(b.readers.length, 2))
    .map(({ cte, readers }) => chargeCte(ledger, cte, readers));
  for (const candidates of initPlans) if (candidates.mentions.length === 0) search.charge(candidates);
  search.improve();
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
  for (const subplan of ledger.nodes) {
    if (subplan.parentRelationship !== 'SubPlan') continue;
    const holder = ledger.parentOf[subplan.id] ?? -1;
    const above = ledger.parentOf[holder] ?? -1;
    if (above < 0 || ledger.canBear(holder, nothing)) continue;
    const amounts = ledger.amountsOf(subplan.id);
    if (!ledger.canBear(above, amounts)) continue;
    ledger.refund(holder, amounts);
    ledger.charge(above, amounts);
  }
}

const nothing: Amounts = { values: [], slack: 0 };

/** Returns what no reader can have run. */
function chargeCte(ledger: Ledger, cte: PlanNode, readers: readonly number[]): Amounts | null {
  const amounts = ledger.amountsOf(cte.id);
  const whole = readers.find(id => ledger.canBear(id, amounts));
  if (whole !== undefined) {
    ledger.charge(whole, amounts);
    return null;
  }
  const rest = ledger.split(cte.id, readers);
  if (cte.type === 'ModifyTable') return rest;
  // What is left cannot be explained. Somebody must bear it, so that the sum stays true and the gap is seen.
  ledger.charge(readers[0] ?? ledger.parentOf[cte.id] ?? 0, rest);
  return null;
}

import type { Ledger } from './ledger.ts';
import type { PlanNode } from './types.ts';

/** Which nodes may have been the first to need a subplan that hangs elsewhere in the tree. */
export interface Consumers {
  /** The CTE Scans of a CTE, by the id of the CTE's own plan, in pre-order. */
  readonly readers: ReadonlyMap<number, readonly number[]>;
  /** The nodes whose conditions mention an InitPlan's result, by the names that EXPLAIN gives it, in pre-order. */
  readonly mentions: ReadonlyMap<string, readonly number[]>;
  /** The same for output columns (VERBOSE), where nodes further up repeat what was computed below. */
  readonly outputs: ReadonlyMap<string, readonly number[]>;
}

export function findConsumers(ledger: Ledger): Consumers {
  const mentions = new Map<string, number[]>();
  const outputs = new Map<string, number[]>();
  const hasInitPlans = ledger.nodes.some(node => node.parentRelationship === 'InitPlan' && !isCte(node));
  for (const node of hasInitPlans ? ledger.nodes : []) {
    noteConditions(mentions, node);
    noteAll(outputs, node.other.Output, node.id);
  }
  return { readers: findReaders(ledger), mentions, outputs };
}

/** `InitPlan 1 (returns $0,$1)` up to PostgreSQL 16 is mentioned as `$0`; `InitPlan 1` from 17 on as `(InitPlan 1).col1`. */
export function namesOf(subplan: PlanNode): readonly string[] {
  return (subplan.subplanName ?? '').match(mention) ?? [];
}

export function isCte(subplan: PlanNode): boolean {
  return subplan.subplanName?.startsWith('CTE ') ?? false;
}

const mention = /\$\d+|InitPlan \d+/g;

function noteConditions(index: Map<string, number[]>, node: PlanNode): void {
  note(index, node.filter, node.id);
  note(index, node.indexCond, node.id);
  note(index, node.recheckCond, node.id);
  note(index, node.joinFilter, node.id);
  note(index, node.hashCond, node.id);
  note(index, node.mergeCond, node.id);
  noteAll(index, node.sortKey, node.id);
  noteAll(index, node.groupKey, node.id);
  for (const key of Object.keys(node.other)) {
    if (key !== 'Output') noteAll(index, node.other[key], node.id);
  }
}

function noteAll(index: Map<string, number[]>, value: unknown, id: number): void {
  for (const text of Array.isArray(value) ? value : [value]) note(index, text, id);
}

function note(index: Map<string, number[]>, text: unknown, id: number): void {
  if (typeof text !== 'string' || !(text.includes('$') || text.includes('InitPlan'))) return;
  for (const name of text.match(mention) ?? []) {
    const ids = index.get(name);
    if (ids === undefined) index.set(name, [id]);
    else if (ids.at(-1) !== id) ids.push(id);
  }
}

interface Scope {
  readonly cte: number;
  /** The first id after the CTE's own plan, and after the node that defines it. */
  readonly from: number;
  readonly end: number;
}

/** A CTE Scan reads the CTE of its name that the nearest node above it defines, but never the one it is a part of. */
function findReaders(ledger: Ledger): ReadonlyMap<number, readonly number[]> {
  const readers = new Map<number, number[]>();
  const scopes = new Map<string, Scope[]>();
  for (const node of ledger.nodes) {
    // First, as a CTE's plan may be nothing but a scan of another one.
    if (node.type === 'CTE Scan' && node.cte !== null) {
      const open = stillOpen(scopes.get(node.cte), node.id);
      const scope = open.findLast(({ from }) => from <= node.id);
      if (scope !== undefined) readers.get(scope.cte)?.push(node.id);
    }
    if (node.parentRelationship !== 'InitPlan' || !isCte(node)) continue;
    const name = (node.subplanName ?? '').slice('CTE '.length);
    const definer = ledger.parentOf[node.id] ?? 0;
    const scope = { cte: node.id, from: ledger.endOf[node.id] ?? 0, end: ledger.endOf[definer] ?? 0 };
    scopes.set(name, [...stillOpen(scopes.get(name), node.id), scope]);
    readers.set(node.id, []);
  }
  return readers;
}

function stillOpen(scopes: readonly Scope[] | undefined, id: number): readonly Scope[] {
  return scopes?.filter(({ end }) => end > id) ?? [];
}

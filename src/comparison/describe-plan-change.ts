import type { PlanChange } from './types.ts';

/** The change as a sentence without its full stop: `Index Scan using a_idx became Seq Scan on a`. Plain text, to be escaped. */
export function describePlanChange(change: PlanChange): string {
  const { subject, from, to } = change;
  const on = subject === '' ? '' : ` on ${subject}`;
  switch (change.kind) {
    case 'access-path':
    case 'index':
    case 'index-only-lost':
      return `${from} became ${to}${on}`;
    case 'join-method':
      return `${from} of ${subject} became ${to}`;
    case 'join-order':
      return `join order ${from} became ${to}`;
    case 'sort-added':
      return `${to} added${on}`;
    case 'sort-removed':
      return `${from} no longer needed${on}`;
    case 'spill-added':
      return `spill added${on}: ${to}`;
    case 'spill-removed':
      return `spill gone${on}: ${from}`;
    case 'parallelism-lost':
      return `parallel workers lost${on}: ${from} became ${to}`;
    case 'parallelism-gained':
      return `parallel workers gained${on}: ${to}`;
    case 'partitions':
      return `scan of ${from} of ${subject} became a scan of ${to}`;
    case 'other':
      if (from === '') return `${to}${on} added`;
      if (to === '') return `${from}${on} no longer needed`;
      return from === to ? `the plan${on} has another shape` : `${from}${on} became ${to}`;
  }
}

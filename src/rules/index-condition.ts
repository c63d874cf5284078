import type { PlanNode } from '../plan/index.ts';
import { readingNodes } from './relation-scans.ts';

/** The conditions by which the index finds its rows, those of all indexes of a bitmap. */
export function indexCondition(scan: PlanNode): string {
  const nodes = readingNodes(scan);
  const conditions = nodes.map(({ indexCond }) => indexCond).filter(text => text !== null);
  return conditions.join(nodes.some(({ type }) => type === 'BitmapOr') ? ' OR ' : ' AND ');
}

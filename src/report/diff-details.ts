import { nodeDetails, type PlanNode, visible } from '../plan/index.ts';
import { grouped } from './diff-numbers.ts';
import type { PlanDiffLine } from './schema.ts';

interface Detail {
  /** `Filter` of `Filter: (a > 1)`. */
  readonly label: string;
  readonly value: string;
}

/** The lines below a node: conditions, keys, what was thrown away. What both sides have alike is there once. */
export function diffDetails(base: PlanNode | null, head: PlanNode | null): readonly PlanDiffLine[] {
  const lines: PlanDiffLine[] = [];
  let before = base === null ? [] : detailsOf(base);
  let added: Detail[] = [];
  // Both come in one order, so that all before a label that both have is of one side alone.
  const tellApart = (gone: readonly Detail[]) => {
    lines.push(...gone.map(written('-')), ...added.map(written('+')));
    added = [];
  };
  for (const detail of head === null ? [] : detailsOf(head)) {
    const at = before.findIndex(({ label }) => label === detail.label);
    const partner = before[at];
    if (partner === undefined) {
      added.push(detail);
      continue;
    }
    tellApart(before.slice(0, at));
    lines.push(...both(partner, detail));
    before = before.slice(at + 1);
  }
  tellApart(before);
  return lines;
}

/** Counts that differ are no other step: they share a line. */
function both(before: Detail, after: Detail): PlanDiffLine[] {
  if (before.value === after.value) return [written(' ')(after)];
  if (isCount(before) && isCount(after)) {
    return [{ sign: ' ', text: `${after.label}: ${grouped(before.value)} → ${grouped(after.value)}` }];
  }
  return [written('-')(before), written('+')(after)];
}

function detailsOf(node: PlanNode): readonly Detail[] {
  return nodeDetails(node).map(detail => {
    const line = visible(detail);
    const at = line.indexOf(': ');
    return { label: line.slice(0, at), value: line.slice(at + 2) };
  });
}

function written(sign: PlanDiffLine['sign']): (detail: Detail) => PlanDiffLine {
  return detail => ({
    sign,
    text: `${detail.label}: ${isCount(detail) ? grouped(detail.value) : detail.value}`,
  });
}

function isCount({ value }: Detail): boolean {
  return /^\d+(?:\.\d+)?$/.test(value);
}

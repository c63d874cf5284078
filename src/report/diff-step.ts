import type { AlignedNode } from '../comparison/index.ts';
import { describeNode, type PlanNode, visible } from '../plan/index.ts';
import { diffDetails } from './diff-details.ts';
import { diffNumbers } from './diff-numbers.ts';
import type { Moved } from './diff-weights.ts';
import { formatCount } from './numbers.ts';
import type { PlanDiffLine } from './schema.ts';

/** A line that is not indented yet. */
export interface StepLine extends PlanDiffLine {
  readonly part: 'subplan' | 'step' | 'detail';
}

/**
 * All lines of one step: what its subplan is called, the step itself with its numbers, its details.
 *
 * @param moved null where the step does not matter
 */
export function stepLines(entry: AlignedNode, moved: Moved | null): readonly StepLine[] {
  const details = diffDetails(entry.base, entry.head);
  return [
    ...subplanName(entry),
    ...step(entry, moved),
    ...details.map(line => ({ ...line, part: 'detail' as const })),
  ];
}

/** Whether both sides have the step, under one name. */
export function isOneStep({ base, head }: AlignedNode): boolean {
  return base !== null && head !== null && describeNode(base) === describeNode(head);
}

/** `CTE recent`, `InitPlan 1 (returns $0)`; the number of its parameter is no difference. */
function subplanName({ base, head }: AlignedNode): StepLine[] {
  const [before = '', after = ''] = [base, head].map(node => visible(node?.subplanName ?? ''));
  const bare = (name: string) => name.replace(/ \(returns .*\)$/, '');
  const named = (sign: StepLine['sign'], text: string): StepLine[] =>
    text === '' ? [] : [{ sign, text, part: 'subplan' }];
  return bare(before) === bare(after) ? named(' ', after) : [...named('-', before), ...named('+', after)];
}

/** One line where both sides name the step alike, else base's above head's. */
function step(entry: AlignedNode, moved: Moved | null): StepLine[] {
  const { base, head } = entry;
  const pointer = moved === null ? '' : pointerOf(moved);
  if (isOneStep(entry)) return named(moved === null ? ' ' : '!', base, head, pointer);
  return [...named('-', base, null, head === null ? pointer : ''), ...named('+', null, head, pointer)];
}

function named(
  sign: StepLine['sign'],
  base: PlanNode | null,
  head: PlanNode | null,
  end: string,
): StepLine[] {
  const node = head ?? base;
  if (node === null) return [];
  return [{ sign, text: `${visible(describeNode(node))}  ${diffNumbers(base, head)}${end}`, part: 'step' }];
}

/** `  ← +5,813 buffers` */
function pointerOf({ buffers, temp }: Moved): string {
  const more = (count: number) => `${count > 0 ? '+' : ''}${formatCount(count)}`;
  const parts = [
    ...(buffers === 0 ? [] : [`${more(buffers)} buffers`]),
    ...(temp === 0 ? [] : [`${more(temp)} temporary blocks`]),
  ];
  return `  ← ${parts.join(', ')}`;
}

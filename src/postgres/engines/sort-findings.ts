import type { Installation, Refusal } from '../installation.ts';
import type { Findings } from './engine.ts';

/** Splits answers into installations and refusals: the one in folder `first` first, then the newest. */
export function sortFindings(
  answers: readonly (Installation | Refusal)[],
  first: string | null,
): Pick<Findings, 'installations' | 'refusals'> {
  const rank = (found: Installation) => (found.bin === first ? Number.POSITIVE_INFINITY : minor(found));
  return {
    installations: answers.filter(answer => 'version' in answer).sort((a, b) => rank(b) - rank(a)),
    refusals: answers.filter(answer => 'reason' in answer),
  };
}

/** 15.18 → 150018; a beta such as `18beta1` counts as 18.0. */
function minor({ major, version }: Installation): number {
  return major * 10_000 + Number(/^\d+\.(\d+)/.exec(version)?.[1] ?? 0);
}

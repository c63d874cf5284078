import { formatCount } from './numbers.ts';
import type { PlanDiffLine } from './schema.ts';

/** Characters of a line of a shortened diff. */
const lineLimit = 1000;

/**
 * The `count` lines of a plan diff that tell most, in their order, with a line in the place of those left out: steps
 * that matter first, then what differs, then what is there for orientation. All of them when there are no more.
 */
export function diffExcerpt(lines: readonly PlanDiffLine[], count: number): readonly PlanDiffLine[] {
  if (lines.length <= count) return lines;
  const ranked = lines.map((line, at) => ({ at, rank: rankOf(line) }));
  const kept = new Set(
    ranked
      .toSorted((a, b) => a.rank - b.rank || a.at - b.at)
      .slice(0, count)
      .map(({ at }) => at),
  );
  const shown: PlanDiffLine[] = [];
  let skipped = 0;
  const tellSkipped = () => {
    if (skipped > 0)
      shown.push({ sign: ' ', text: `… ${formatCount(skipped)} more ${skipped === 1 ? 'line' : 'lines'}` });
    skipped = 0;
  };
  for (const [at, { sign, text }] of lines.entries()) {
    if (!kept.has(at)) {
      skipped++;
      continue;
    }
    tellSkipped();
    shown.push({
      sign,
      text: text.length > lineLimit ? `${text.slice(0, lineLimit - 1).toWellFormed()}…` : text,
    });
  }
  tellSkipped();
  return shown;
}

/** Lower is more telling. Every step but the topmost has an arrow before its name. */
function rankOf({ sign, text }: PlanDiffLine): number {
  if (sign === '!' || text.includes('  ← ')) return 0;
  const isStep = /^ *-> |^[^ ]/.test(text);
  return (sign === ' ' ? 3 : 1) + (isStep ? 0 : 1);
}

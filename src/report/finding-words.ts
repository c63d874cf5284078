import { formatCount, formatShare } from './numbers.ts';
import type { FindingReport } from './schema.ts';

/** The ids of all rules whose findings it tells: `repeated-scan, function-on-column`. */
export function rulesOf({ rule, also }: FindingReport): string {
  return [...new Set([rule, ...also])].join(', ');
}

/** What is wrong, by which rules, and what it weighs where the words do not say it. */
export function findingWords(finding: FindingReport): string {
  const weight = weightOf(finding);
  return `${finding.message} (${rulesOf(finding)}${weight === '' ? '' : `; ${weight}`})`;
}

/** `98 % of the query's blocks, 12,000 calls, 0.2 % of all queries' work` */
function weightOf({ share, calls, weight, message }: FindingReport): string {
  const part = share === null ? null : formatShare(share);
  return [
    part === null || message.includes(part) ? '' : `${part} of the query's blocks`,
    calls == null ? '' : `${formatCount(calls)} ${calls === 1 ? 'call' : 'calls'}`,
    weight == null ? '' : `${formatShare(weight)} of all queries' work`,
  ]
    .filter(text => text !== '')
    .join(', ');
}

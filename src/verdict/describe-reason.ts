import {
  type CountChange,
  formatBytes,
  formatCount,
  formatMilliseconds,
  formatRatio,
  formatShare,
} from '../comparison/index.ts';
import { lockText, type PlanLock, type Waiver } from '../config/index.ts';
import { describeFinding } from '../rules/index.ts';
import { describeResults } from './describe-results.ts';
import type { Reason } from './types.ts';

/**
 * The reason as one line of plain text without its full stop:
 * `latest-deployments: buffers rose from 168 to 5,877 (35 ×), more than the 10 % allowed`.
 * Names and messages stand in it as they came: escape it for where it is shown.
 */
export function describeReason(reason: Reason): string {
  return sentence(reason).replace(/\s+/g, ' ').trim();
}

function sentence(reason: Reason): string {
  switch (reason.kind) {
    case 'count-worse': {
      const change = { ...reason, ratio: reason.base === 0 ? null : reason.head / reason.base };
      return `${nameOf(reason)}: ${countWords(change)}, more than the ${formatShare(reason.tolerance)} allowed`;
    }
    case 'slower': {
      const ratio = reason.base === 0 ? '' : `${formatRatio(reason.head / reason.base)}, `;
      return `${nameOf(reason)}: latency rose from ${formatMilliseconds(reason.base)} to ${formatMilliseconds(reason.head)} (${ratio}at least ${formatRatio(reason.low)}), more than the ${formatShare(reason.tolerance)} that tolerance and noise allow`;
    }
    case 'mixed': {
      const time = `latency ${moved(reason.latencyBase, reason.latencyHead)} from ${formatMilliseconds(reason.latencyBase)} to ${formatMilliseconds(reason.latencyHead)}`;
      const opposed = new Set(reason.counts.map(({ answer }) => answer)).size > 1;
      return `${nameOf(reason)}: ${reason.counts.map(countWords).join(', ')}, ${opposed ? 'and' : 'but'} ${time}`;
    }
    case 'over-budget':
      return `${nameOf(reason)}: ${budgetWords(reason)}`;
    case 'budget-untold': {
      const { budget, limit, above, samples, needed } = reason;
      return `${nameOf(reason)}: ${names[budget]} takes ${needed} samples to be told, and there were ${formatCount(samples)}, ${formatCount(above)} of them above the budget of ${formatMilliseconds(limit)}`;
    }
    case 'plan-lock':
      return `${nameOf(reason)}: ${lockWords(reason)}`;
    case 'errored':
      return erroredWords(reason);
    case 'finding':
      return `${reason.finding.query === '' ? 'schema' : nameOf(reason.finding)}: ${describeFinding(reason.finding).message.replace(/\.$/, '')}`;
    case 'waived': {
      const until = reason.expires === null ? '' : ` until ${reason.expires}`;
      return `${describeReason(reason.waived)} (waived${until}: ${reason.reason})`;
    }
    case 'waiver-expired':
      return `the waiver of ${waiverWords(reason)} expired on ${reason.expires} (${reason.reason})`;
    case 'waiver-unused': {
      const expired = reason.expired === null ? '' : ` expired on ${reason.expired} and`;
      return `the waiver of ${waiverWords(reason)} in line ${reason.line} of the configuration${expired} was not needed (${reason.reason})`;
    }
    case 'ignore-unused':
      return `${reason.file}:${reason.line}: unused suppression: ${reason.rule} sees nothing in ${reason.query} (${reason.reason})`;
    case 'results-differ':
      return `${nameOf(reason)}: ${describeResults(reason.check)}`;
    case 'removed':
      return `${nameOf(reason)}: no longer registered on head`;
    case 'not-judged':
      return `${nameOf(reason)}: not judged: ${reason.why}`;
  }
}

function nameOf({ query, parameters }: { readonly query: string; readonly parameters: string }): string {
  return parameters === '' ? query : `${query} (${parameters})`;
}

/** What a waiver is of: `model-stats`, `sequential-scan in model-stats`, `duplicate-index on orders`. */
export function waiverWords({ query, rule, relation }: Pick<Waiver, 'query' | 'rule' | 'relation'>): string {
  if (relation !== undefined) return `${rule} on ${relation}`;
  return rule === null ? query : `${rule} in ${query}`;
}

const names = {
  buffers: 'buffers',
  temp: 'temporary blocks',
  wal: 'WAL',
  rows: 'rows',
  latency: 'latency',
  'latency-p95': '95 % latency',
  'latency-p99': '99 % latency',
  'rows-read': 'rows read',
  planning: 'planning time',
};

function moved(base: number, head: number): string {
  return head >= base ? 'rose' : 'fell';
}

function countWords({
  count,
  base,
  head,
  ratio,
}: Pick<CountChange, 'count' | 'base' | 'head' | 'ratio'>): string {
  const factor = ratio === null || head === 0 ? '' : ` (${formatRatio(ratio)})`;
  return `${names[count]} ${moved(base, head)} from ${amount(count, base)} to ${amount(count, head)}${factor}`;
}

function amount(name: keyof typeof names, value: number): string {
  if (name === 'planning' || name.startsWith('latency')) return formatMilliseconds(value);
  return name === 'wal' ? formatBytes(value) : formatCount(value);
}

function budgetWords({
  budget,
  limit,
  actual,
  base,
  before,
  level,
  above,
}: Extract<Reason, { kind: 'over-budget' }>): string {
  const are = ['buffers', 'temp', 'rows', 'rows-read'].includes(budget) ? 'are' : 'is';
  const value = actual === null ? '' : ` ${amount(budget, actual)},`;
  const samples =
    above === null ? '' : `, ${formatCount(above.count)} of ${formatCount(above.samples)} samples above it`;
  const over = `${names[budget]} ${are}${value} over the budget of ${amount(budget, limit)}${samples}`;
  if (base === null) return before ? `${over}, ${level === 'note' ? 'as before' : 'as on base'}` : over;
  if (!before) return `${over} (base: ${amount(budget, base)})`;
  return level === 'note'
    ? `${over}, as before (base: ${amount(budget, base)})`
    : `${over}, which base exceeds too (${amount(budget, base)})`;
}

function lockWords({ lock, before, instead, level }: Extract<Reason, { kind: 'plan-lock' }>): string {
  const was = before === true ? (level === 'note' ? ', as before' : ', which base breaks too') : '';
  return `the plan lock "${lockText(lock)}" is broken: ${insteadWords(lock.kind, instead)}${was}`;
}

function insteadWords(kind: PlanLock['kind'], instead: readonly string[]): string {
  switch (kind) {
    case 'index':
      return instead.length === 0 ? 'the plan uses no index' : `the plan uses ${instead.join(', ')}`;
    case 'no-sequential-scan':
      return `the plan reads ${instead.join(', ')} from end to end`;
    case 'no-spill':
      return 'the plan writes temporary files';
  }
}

function erroredWords(reason: Extract<Reason, { kind: 'errored' }>): string {
  const hint = reason.hint === null ? '' : ` (${reason.hint})`;
  const message = `${reason.message}${hint}`;
  const what = reason.timedOut ? 'times out' : 'fails';
  switch (reason.side) {
    case 'head':
      return `${nameOf(reason)}: ${what} on head: ${message}`;
    case 'only':
      return `${nameOf(reason)}: ${what}: ${message}`;
    case 'both':
      return `${nameOf(reason)}: ${what} on head and could not be measured on base either: ${message}`;
    case 'base':
      return `${nameOf(reason)}: ${what} on base and is judged as a new query: ${message}`;
  }
}

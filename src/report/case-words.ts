import { clipStatement, describeAttribution } from '../comparison/index.ts';
import { aboutCase } from './about-case.ts';
import { coldWords, culpritOf } from './culprit-words.ts';
import { findingWords } from './finding-words.ts';
import {
  formatBytes,
  formatCount,
  formatFactor,
  formatLatencyChange,
  formatMilliseconds,
  formatRange,
} from './numbers.ts';
import type { BudgetReport, CaseReport, FindingReport, Report, SideReport } from './schema.ts';
import { weightiest } from './weightiest.ts';

/** What every text format says of one case, as plain words and numbers; names in it are still the pull request's. */

/** `latest-deployments`, or `runs-by-experiment (rare)` with a parameter set. */
export function caseLabel(entry: { readonly query: string; readonly parameters: string }): string {
  const name = entry.query.trim() === '' ? '(no name)' : entry.query;
  return entry.parameters === '' ? name : `${name} (${entry.parameters})`;
}

/** A finding's case; what is about no query is about the schema. */
export function findingLabel(finding: FindingReport): string {
  if (finding.query !== '') return caseLabel(finding);
  return finding.relation === null ? 'the schema' : `the schema of ${finding.relation}`;
}

export interface Numbers {
  /** `168 → 5,877`, or one number where there is one side or no change; `5,600–5,900` where executions differ. */
  readonly values: string;
  /** `35 ×`, `−97 %`, `~` for no significant difference, or ''. */
  readonly factor: string;
}

export function buffersOf(entry: CaseReport): Numbers | null {
  return counts(entry, 'buffers', formatCount);
}

/** Temporary blocks and bytes of WAL, where the change moved them beyond tolerance and floor. */
export function otherCountsOf(
  entry: CaseReport,
): readonly (Numbers & { readonly noun: string; readonly short: string })[] {
  const { base, head, change } = entry;
  if (base === null || head === null || change === null) return [];
  const temp = change.counts.temp === 'same' ? null : counts(entry, 'temp', formatCount);
  const wal = change.counts.wal === 'same' ? null : counts(entry, 'wal', formatBytes);
  return [
    ...(temp === null ? [] : [{ ...temp, noun: 'temporary blocks', short: 'temp' }]),
    ...(wal === null ? [] : [{ ...wal, noun: 'WAL', short: 'WAL' }]),
  ];
}

export function latencyOf(entry: CaseReport): Numbers | null {
  const base = entry.base?.latency.median;
  const head = entry.head?.latency.median;
  if (base === undefined || head === undefined) {
    const only = head ?? base;
    return only === undefined ? null : { values: formatMilliseconds(only), factor: '' };
  }
  const values = formatLatencyChange(base, head);
  if (entry.change?.answer === 'unstable') return { values, factor: 'unstable' };
  // The factor of the medians shown; the estimate that decided lies close to it and would only puzzle.
  return { values, factor: entry.change?.significant === true && base > 0 ? formatFactor(head / base) : '~' };
}

/** The plan changes that explain most, two of them at most; the others are their consequences. */
export function causesOf({ planChanges }: CaseReport): readonly string[] {
  return weightiest(planChanges)
    .slice(0, 2)
    .map(change => change.text);
}

/** The causes in words, and how many more changes there are. */
export function causesAndMore(entry: CaseReport): readonly string[] {
  return withRest(causesOf(entry), entry.planChanges.length);
}

/** The first `limit` plan changes in words, and how many more there are. */
export function planChangesOf({ planChanges }: CaseReport, limit: number): readonly string[] {
  return withRest(
    planChanges.slice(0, limit).map(change => change.text),
    planChanges.length,
  );
}

function withRest(shown: readonly string[], all: number): readonly string[] {
  const rest = all - shown.length;
  return rest > 0 ? [...shown, `and ${rest} more ${rest === 1 ? 'change' : 'changes'} of the plan`] : shown;
}

/** What moved beyond tolerance, in factors: `35 × the buffers, 17 × the time`. '' when nothing did or was compared. */
export function effectOf(entry: CaseReport): string {
  if (entry.change === null) return '';
  const parts = [
    entry.change.counts.buffers === 'same' ? '' : effect(buffersOf(entry), 'buffers'),
    ...otherCountsOf(entry).map(each => effect(each, each.noun)),
    entry.change.significant ? effect(latencyOf(entry), 'time') : '',
  ];
  return parts.filter(part => part !== '').join(', ');
}

/** That both sides were to return the same rows and do not, in few words; '' where they do, or nobody asked. */
export function rowsDiffer({ results }: CaseReport): string {
  return results !== null && results.same === false ? 'returns other results' : '';
}

/**
 * `latency 212 ms, budget 50 ms`, for the budgets that head is over, and the plan locks that it breaks; those that base was
 * over or broke too only if `old`.
 */
export function overBudget(entry: CaseReport, old: boolean): readonly string[] {
  const budgets = entry.budgets
    .filter(({ over, base, limit }) => over && (old || base === null || base <= limit))
    .map(budget => {
      const limit = budgetValue(budget, budget.limit);
      return budget.head === null
        ? `${budgetNoun(budget)} over the budget of ${limit}`
        : `${budgetNoun(budget)} ${budgetValue(budget, budget.head)}, budget ${limit}`;
    });
  return [...budgets, ...brokenLocks(entry, old).map(text => `plan lock "${text}" broken`)];
}

/** The plan locks that head breaks, those that base broke too only if `old`. */
export function brokenLocks({ locks }: CaseReport, old: boolean): readonly string[] {
  return locks
    .filter(({ base, head }) => head === 'broken' && (old || base !== 'broken'))
    .map(({ text }) => text);
}

export function findingsOf(report: Report, entry: CaseReport, isNew: boolean): readonly FindingReport[] {
  return aboutCase(report.findings, entry).filter(
    ({ side, suppressed, isNew: isAdded }) => isAdded === isNew && side === 'head' && suppressed === null,
  );
}

/** Findings, failures and removals have fields of their own, which say more. */
const toldElsewhere: readonly string[] = ['finding', 'errored', 'not-judged', 'removed'];

/**
 * Why the case stands where it stands, the cause first: what moved it, what the plans do differently, what the verdict
 * says, what the rules found. Failures are not among them.
 */
export function whysOf(report: Report, entry: CaseReport): readonly string[] {
  const reasons = aboutCase(report.reasons, entry)
    .filter(reason => !toldElsewhere.includes(reason.kind))
    .map(reason => withoutLabel(reason.text, entry));
  const found = findingsOf(report, entry, true).map(findingWords);
  const moved = [culpritOf(entry), coldWords(entry)].filter(text => text !== null);
  const said = [
    ...moved,
    ...planChangesOf(entry, 5),
    ...reasons,
    ...rowsNotCompared(entry),
    ...whereItArises(entry),
    ...executedBeside(entry),
    ...found,
  ];
  const texts = said.length === 0 ? [effectOf(entry), ...overBudget(entry, true)] : said;
  // The same words may come from a reason and from the finding that it stands for.
  return [...new Set(texts.map(text => text.replace(/\s+/g, ' ').trim()))].filter(text => text !== '');
}

/**
 * Where the counts that moved arise, one line each, unless what the plans do differently says it already: rows that got
 * wider or more, foreign keys, triggers and functions leave the plan as it was.
 */
export function whereItArises(entry: CaseReport): readonly string[] {
  const { base, head, attribution } = entry;
  if (base === null || head === null) return [];
  return (['buffers', 'temp', 'wal'] as const).flatMap(count => {
    const parts = attribution.filter(part => part.count === count);
    if (parts.length === 0 || parts.every(part => part.isPlanChange)) return [];
    return describeAttribution({ count, base: base.work[count], head: head.work[count] }, parts);
  });
}

/** Differing rows are a reason of the verdict; that they were not compared is one of nothing, and should be known. */
function rowsNotCompared({ results }: CaseReport): readonly string[] {
  return results !== null && results.same === null ? [results.text] : [];
}

/** Below this many blocks, a nested statement explains nothing. */
const worthNaming = 50;

/** Of a case that has no base to be compared with: what foreign keys, triggers and functions execute, as no step of the plan. */
function executedBeside({ base, head }: CaseReport): readonly string[] {
  if (base !== null || head === null) return [];
  return head.nested.flatMap(({ text, caller, calls, buffers }) => {
    if (buffers < worthNaming) return [];
    const times = `${formatCount(calls)} ${calls === 1 ? 'call' : 'calls'}`;
    const who = caller === null ? 'a foreign key, trigger or function' : `the ${caller}`;
    return `${who} executes ${clipStatement(text)} (${times}, ${formatCount(buffers)} buffers), which is no step of the plan`;
  });
}

/** What to do, each thing once, however many findings ask for it. */
export function remediesOf(
  report: Report,
  entry: CaseReport,
): readonly Pick<FindingReport, 'remedy' | 'statement'>[] {
  const remedies = findingsOf(report, entry, true).map(({ remedy, statement }) => ({ remedy, statement }));
  return [...new Map(remedies.map(each => [JSON.stringify(each), each])).values()];
}

/** `on head: column d.status does not exist (42703). Perhaps you meant …` */
export function failureWords({ side, message, code, hint }: CaseReport['failures'][number]): string {
  const state = code === null || message.includes(code) ? '' : ` (${code})`;
  return `on ${side}: ${message}${state}${hint === null ? '' : `. ${hint}`}`;
}

/** Reasons start with the name of their case, which is needless where they stand below it. */
function withoutLabel(text: string, entry: CaseReport): string {
  const name = entry.parameters === '' ? entry.query : `${entry.query} (${entry.parameters})`;
  const start = `${name.replace(/\s+/g, ' ').trim()}: `;
  return text.startsWith(start) ? text.slice(start.length) : text;
}

function budgetNoun({ name }: BudgetReport): string {
  const nouns: Partial<Record<BudgetReport['name'], string>> = {
    'latency-p95': '95 % latency',
    'latency-p99': '99 % latency',
    'rows-read': 'rows read',
  };
  return nouns[name] ?? name;
}

function budgetValue({ name }: BudgetReport, value: number): string {
  if (name === 'planning' || name.startsWith('latency')) return formatMilliseconds(value);
  return name === 'wal' ? formatBytes(value) : formatCount(value);
}

type CountName = keyof NonNullable<SideReport['mostWork']>;

function counts(
  { base, head, change }: CaseReport,
  name: CountName,
  format: (value: number) => string,
): Numbers | null {
  const only = head ?? base;
  if (only === null) return null;
  const after = countOf(only, name, format);
  if (base === null || head === null) return { values: after, factor: '' };
  const before = countOf(base, name, format);
  if (before === after) return { values: after, factor: '' };
  return { values: `${before} → ${after}`, factor: formatFactor(change?.[name] ?? null) };
}

/** `5,877`, or `5,600–5,900` where executions on one side differ. */
export function countOf(
  { work, mostWork }: SideReport,
  name: CountName,
  format: (value: number) => string,
): string {
  return formatRange(work[name], mostWork?.[name] ?? work[name], format);
}

/** Without a factor, as from 0, the values themselves say it. */
function effect(numbers: Numbers | null, noun: string): string {
  if (numbers === null) return '';
  if (numbers.factor === '') return `${noun} ${numbers.values}`;
  return numbers.factor.endsWith('×') ? `${numbers.factor} the ${noun}` : `${numbers.factor} ${noun}`;
}

import { didYouMean, limitNames, nearest, parseLocks, quoted, ruleIds } from '../config/index.ts';
import { tokenize } from '../sql/index.ts';
import { queryError } from './query-error.ts';
import type { QueryText } from './query-text.ts';

export type AnnotationKey =
  | 'name'
  | 'params'
  | 'params from'
  | 'budget'
  | 'plan'
  | 'tags'
  | 'results'
  | 'calls'
  | 'plangate-ignore';

/** One `-- key: value` in the comments that lead a statement. */
export interface Annotation {
  readonly key: AnnotationKey;
  /** Name of the parameter set, or of the rule that is ignored; '' for the unnamed set and for all other keys. */
  readonly set: string;
  /** Trimmed. */
  readonly value: string;
  /** 1-based in the file. */
  readonly line: number;
}

/** What a comment that is an annotation begins with. */
export const annotationKeys = [
  'name',
  'params',
  'budget',
  'plan',
  'tags',
  'results',
  'calls',
  'plangate-ignore',
] as const;
/** What a budget begins with. */
const limit = new RegExp(String.raw`\b(?:${limitNames.join('|')})\s+\d`);
const remedy =
  'Known annotations: name, params, params SET, params from, budget, plan, tags, results, calls, plangate-ignore RULE.';

const ignoreExample =
  '-- plangate-ignore RULE: reason, such as -- plangate-ignore sequential-scan: nightly job';

/**
 * The annotations among the comments between `from` and `to`. A comment is one when it begins with a known key
 * and a colon. What is nearly one (`-- budgets: latency 5ms`) is an error, everything else (`-- Note: slow`) a comment.
 */
export function readAnnotations(
  { file, text, lines }: QueryText,
  from: number,
  to: number,
): readonly Annotation[] {
  const leading = text.slice(from, to);
  const annotations: Annotation[] = [];
  for (const token of tokenize(leading)) {
    if (token.kind !== 'comment') continue;
    const body = bodyOf(leading.slice(token.start, token.end));
    if (body === null) continue;
    const line = lines.lineAt(from + token.start);
    const annotation = readAnnotation(body, line);
    if (annotation !== null) annotations.push(annotation);
    else refuseNearMiss(file, line, body);
  }
  return annotations;
}

/** Without the comment's marks; null for a comment of several lines, which is prose. */
function bodyOf(comment: string): string | null {
  if (comment.startsWith('--')) return comment.slice(2).trim();
  return comment.includes('\n') ? null : comment.replace(/^\/\*/, '').replace(/\*\/$/, '').trim();
}

function readAnnotation(body: string, line: number): Annotation | null {
  const match = /^(name|params|budget|plan|tags|results|calls|plangate-ignore)\b([^:{[]*):(.*)$/su.exec(body);
  if (match === null) return null;
  const [, key = '', between = '', value = ''] = match;
  const set = between.trim();
  if (key === 'params') {
    if (set !== between && !/^\s/.test(between)) return null;
    if (set === 'from') return { key: 'params from', set: '', value: value.trim(), line };
    return { key, set, value: value.trim(), line };
  }
  if (key === 'plangate-ignore')
    return /^(?:$|\s)/.test(between) ? { key, set, value: value.trim(), line } : null;
  // What does not begin as a number is prose: `calls: the view of all runs`.
  if (key === 'calls' && !/^[\d+-]/.test(value.trim())) return null;
  // More than one word is prose: `results: newest first`.
  if (key === 'results' && /\s/.test(value.trim())) return null;
  const known = annotationKeys.find(each => each === key);
  return set !== '' || known === undefined ? null : { key: known, set, value: value.trim(), line };
}

/**
 * Comments are free text, so a slip of a key counts only where what follows looks like that key's value. Nearly `name`
 * are too many English words (`same:`, `note:`): there the first letter must be right.
 */
function refuseNearMiss(file: string, line: number, body: string): void {
  refuseNearIgnore(file, line, body);
  const known = withoutColon(body);
  if (known !== null)
    throw queryError(file, line, `${quoted(body)} has no colon.`, `Write it behind ${known}. ${remedy}`);
  const [, word = '', between = '', value = ''] = /^([A-Za-z][\w-]*)(\s[^:{[]*)?:\s*(.*)$/su.exec(body) ?? [];
  const near = meant(word, value);
  const takesWord = near === 'params' || near === 'plangate-ignore';
  if (near === null || (!takesWord && between.trim() !== '')) return;
  const problem = `the annotation ${quoted(word)} is not known.`;
  throw queryError(file, line, problem, `${didYouMean(word, [near]) || `Did you mean "${near}"? `}${remedy}`);
}

/** Nobody writes of plangate without meaning it, nor `ignore` and the id of a rule. */
function refuseNearIgnore(file: string, line: number, body: string): void {
  if (/^plangate-ignore(?:\s|$)/.test(body))
    throw queryError(file, line, `${quoted(body)} has no colon.`, `Write ${ignoreExample}.`);
  const word = /^[\w-]*/.exec(body)?.[0] ?? '';
  const [, rule = ''] = /^(?:ignore|disable|suppress)\s+([\w-]+)/i.exec(body) ?? [];
  if (!/^plangate(?![a-z0-9])/i.test(word) && !ruleIds.some(id => id === rule)) return;
  const problem = `${quoted(word)} is not an annotation of this version.`;
  throw queryError(file, line, problem, `A finding is accepted with ${ignoreExample}. ${remedy}`);
}

/** The key of an annotation that lacks nothing but its colon. */
function withoutColon(body: string): string | null {
  if (/^params(?: [^:{]*)? ?\{/.test(body)) return 'params';
  if (/^calls \d+$/.test(body)) return 'calls';
  const [, key = '', value = ''] = /^(budget|plan) (.*)$/s.exec(body) ?? [];
  if (key === 'budget' && value.search(limit) === 0) return key;
  return key === 'plan' && looksLikeLocks(value) ? key : null;
}

function meant(word: string, value: string): string | null {
  if (/^param(?:eter)?s?$/i.test(word) && looksLikeParams(value)) return 'params';
  const near = word === '' ? null : nearest(word, annotationKeys);
  if (near === null) return null;
  if (near === 'params') return looksLikeParams(value) ? near : null;
  if (near === 'budget') return limit.test(value) ? near : null;
  if (near === 'plan') return looksLikeLocks(value) ? near : null;
  if (near === 'results') return /^(?:off|bag|ordered)$/.test(value) ? near : null;
  if (near === 'calls') return /^\d+$/.test(value) ? near : null;
  if (near === 'plangate-ignore') return near;
  if (near === 'tags') return /^[\w-]+(?:\s*,\s*[\w-]+)*$/.test(value) ? near : null;
  const sameStart = word.charAt(0).toLowerCase() === 'n' && word.toLowerCase() !== 'note';
  return sameStart && /^[\w-]+(?:\s+:\w+)?$/.test(value) && nearest(word, ['name']) !== null ? near : null;
}

function looksLikeParams(value: string): boolean {
  return /^(?:\{|\[|(?:select|with|values)\b)/i.test(value);
}

/** Nearly `plan` are too many English words, and what follows them may begin like a lock: it must be one. */
function looksLikeLocks(value: string): boolean {
  return 'locks' in parseLocks(value);
}

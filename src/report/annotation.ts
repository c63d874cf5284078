import { clip, terminalBlock, terminalLine } from './escape-terminal.ts';
import type { FindingReport } from './schema.ts';

export type AnnotationLevel = 'failure' | 'warning' | 'notice';
export type Remedy = Pick<FindingReport, 'remedy' | 'statement'>;

/** One thing to say at one place. All texts are plain, without control characters; escape them for where they are shown. */
export interface Annotation {
  readonly level: AnnotationLevel;
  /** What it is about, the same in every run: a rule's id, a kind of reason (`count-worse`) or of error (`error-migration`). */
  readonly rule: string;
  /** One line of at most 200 characters. */
  readonly title: string;
  /** Why, what to do, and the statement to type: lines of at most 20,000 characters together. */
  readonly message: string;
  /** What `message` is made of, for formats that have markup. */
  readonly whys: readonly string[];
  readonly remedies: readonly Remedy[];
  /** Lines to show as they are, such as a statement with a mark below; '' for none. */
  readonly details: string;
  /** Path in the repository, as it came. `file` and `line` are null together: it stands at no place. */
  readonly file: string | null;
  readonly line: number | null;
  /** 1-based, in characters; null where the whole line is meant. */
  readonly column: number | null;
  /** As they came; null where it is about no query or several, '' for no parameter set. */
  readonly query: string | null;
  readonly parameters: string;
  readonly relation: string | null;
}

const titleLimit = 200;
const lineLimit = 1000;
const blockLimit = 4000;
const messageLimit = 20_000;
const mostWhys = 20;
const mostRemedies = 5;

type Parts = Pick<Annotation, 'level' | 'rule' | 'title'> & Partial<Omit<Annotation, 'message'>>;

/** Makes one of its parts: cleans and cuts the texts and puts the message together. */
export function annotation(parts: Parts): Annotation {
  const {
    level,
    rule,
    title,
    file = null,
    line = null,
    column = null,
    query = null,
    parameters = '',
    relation = null,
  } = parts;
  const whys = shorten(lines(parts.whys ?? []), mostWhys);
  const remedies = (parts.remedies ?? []).slice(0, mostRemedies).map(({ remedy, statement }) => ({
    remedy: terminalLine(remedy, lineLimit),
    statement: statement === null ? null : block(statement),
  }));
  const details = block(parts.details ?? '');
  const steps = remedies.flatMap(({ remedy, statement }) => [`What to do: ${remedy}`, statement ?? '']);
  const message = [...whys, ...steps, details].filter(text => text !== '').join('\n');
  return {
    level,
    rule: ruleId(rule),
    title: terminalLine(title, titleLimit) || 'plangate',
    message: clip(message, messageLimit),
    whys,
    remedies,
    details,
    ...(file === null || line === null ? { file: null, line: null, column: null } : { file, line, column }),
    query,
    parameters,
    relation,
  };
}

/** Kinds and rules are plangate's own words; what a foreign report has in their place is none. */
export function ruleId(text: string): string {
  return /^[a-z][a-z0-9-]{0,49}$/.test(text) ? text : 'other';
}

function lines(texts: readonly string[]): readonly string[] {
  return texts.map(text => terminalLine(text, lineLimit)).filter(text => text !== '');
}

function shorten(texts: readonly string[], most: number): readonly string[] {
  return texts.length <= most ? texts : [...texts.slice(0, most - 1), `and ${texts.length - most + 1} more`];
}

function block(text: string): string {
  return clip(terminalBlock(text).replace(/^\n+|\s+$/g, ''), blockLimit);
}

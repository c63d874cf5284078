import { formatShare } from '../comparison/index.ts';
import type { Script } from '../migrations/index.ts';
import type { RegisteredQuery } from '../queries/index.ts';
import type { Statement } from '../sql/index.ts';
import { type FilePair, firstChangedLine } from './differences.ts';
import type { ChangedSetting, Culprit } from './types.ts';
import type { ToldStatement } from './walk-statements.ts';

/** Characters of a statement: it stands in one line with its place. */
const statementLimit = 120;

/** Settings that are named where only all of them together did it. */
const mostSettings = 3;

/** Something in the database that moved a case, and how to say it behind `caused by`. */
export type Cause = Pick<Culprit, 'file' | 'line' | 'statement'> & {
  readonly kind: 'migration' | 'seed' | 'settings';
  readonly words: string;
};

function statementCause({ kind, file, text }: Script, { line, start, end }: Statement, share: number): Cause {
  // As it is in the file: a trial may have changed it.
  const statement = clipped(text.slice(start, end));
  return { kind, file, line, statement, words: `${file}:${line}: ${statement}${largestOf(share)}` };
}

/** The file, or the statement of it that was found; `share` is the file's. */
export function causeIn(file: Script, told: ToldStatement | undefined, share: number): Cause {
  return told === undefined
    ? fileCause(file, share)
    : statementCause(file, told.statement, share * told.share);
}

export function fileCause({ kind, file }: Script, share: number): Cause {
  return { kind, file, line: null, statement: null, words: `${file}${largestOf(share)}` };
}

/** One difference between both sides' files, where head's is not simply one more. */
export function differenceCause({ base, head }: FilePair): Cause {
  const statement = null;
  if (head === null) {
    const { kind = 'migration', file = '' } = base ?? {};
    return { kind, file: null, line: null, statement, words: `the removal of ${file}` };
  }
  const { kind, file } = head;
  if (base === null) return { kind, file, line: null, statement, words: file };
  const line = firstChangedLine(base.text, head.text);
  return { kind, file, line, statement, words: `${file}:${line}, where this change of the file begins` };
}

/** What is written stands first; where several did it together, the place is the first one's. */
export function settingCause(settings: readonly ChangedSetting[]): Cause {
  const { file = null, line = null } = settings.find(each => each.file !== null) ?? {};
  const place = file === null ? '' : `${file}:${line}: `;
  const changes = settings.slice(0, mostSettings).map(({ name, base, head }) => `${name} ${base} → ${head}`);
  const more = settings.length > mostSettings ? [`${settings.length - mostSettings} settings more`] : [];
  const words = `${place}${[...changes, ...more].join(', ')}`;
  return { kind: 'settings', file, line, statement: null, words };
}

export function causedBy({ words, ...cause }: Cause): Culprit {
  return { ...cause, text: `caused by ${words}` };
}

export function queryCulprit({ file, line }: RegisteredQuery): Culprit {
  return { kind: 'query', file, line, statement: null, text: 'caused by the new text of the query' };
}

/** Neither alone, or each alone (`either`). */
export function sharedCulprit(query: RegisteredQuery, cause: Cause | null, either: boolean): Culprit {
  const other = cause?.words ?? 'what else this change does to the database';
  const how = either ? `, and by itself too by ${other}` : ` together with ${other}`;
  const { file, line } = cause ?? query;
  const statement = cause?.statement ?? null;
  return { kind: 'together', file, line, statement, text: `caused by the new text of the query${how}` };
}

export function unknownCulprit(text: string): Culprit {
  return { kind: 'unknown', file: null, line: null, statement: null, text };
}

function largestOf(share: number): string {
  return share > 0.5 ? '' : ` (the largest of several causes, ${formatShare(share)})`;
}

function clipped(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length <= statementLimit
    ? characters.join('')
    : `${characters.slice(0, statementLimit - 1).join('')}…`;
}

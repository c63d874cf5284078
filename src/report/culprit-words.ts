import { formatCount } from './numbers.ts';
import type { CaseReport } from './schema.ts';

/** What moved the case, such as `caused by db/migrations/0043.sql:2: DROP INDEX a_idx`, on one line; null where nothing is told. */
export function culpritOf({ culprit }: CaseReport): string | null {
  const text = oneLine(culprit?.text ?? '');
  return text === '' ? null : text;
}

/** The text of the culprit around the place that it names, so that the place can be a link. */
export interface PlacedCulprit {
  readonly before: string;
  /** `db/migrations/0043.sql:2` */
  readonly place: string;
  readonly after: string;
  readonly file: string;
  /** 1 where only the file is known. */
  readonly line: number;
}

/** null where the text names no place. */
export function placedCulprit(entry: CaseReport): PlacedCulprit | null {
  const text = culpritOf(entry);
  const { file, line } = entry.culprit ?? { file: null, line: null };
  if (text === null || file === null) return null;
  const place = oneLine(line === null ? file : `${file}:${line}`);
  const at = place === '' ? -1 : text.indexOf(place);
  if (at < 0) return null;
  const after = text.slice(at + place.length);
  return { before: text.slice(0, at), place, after, file, line: line ?? 1 };
}

/**
 * Where an annotation of the case stands: at the file of the database that moved it. null where it stands at the query,
 * as it does where the query's own text had a part in it.
 */
export function annotatedPlace({
  culprit,
}: CaseReport): { readonly file: string; readonly line: number } | null {
  if (culprit === null || culprit.file === null) return null;
  if (culprit.kind !== 'migration' && culprit.kind !== 'seed' && culprit.kind !== 'settings') return null;
  return { file: culprit.file, line: culprit.line ?? 1 };
}

/** What a tenth of the reads, or this many blocks, cannot decide. */
const tie = { share: 0.1, blocks: 50 };

/** `on a cold cache base would read 1,284 blocks, head 1,080: head wins`; null for what is not mixed. */
export function coldWords({ cold }: CaseReport): string | null {
  if (cold === null) return null;
  const { base, head } = cold;
  const apart = Math.abs(base - head);
  const isTie = apart < tie.blocks || apart < tie.share * Math.max(base, head);
  const winner = isTie ? 'neither wins' : base < head ? 'base wins' : 'head wins';
  return `on a cold cache base would read ${formatCount(base)} blocks, head ${formatCount(head)}: ${winner}`;
}

/** In short what moved the case, where that is known, and what a cold cache would read. */
export function movedWords(entry: CaseReport): readonly string[] {
  const culprit = entry.culprit?.kind === 'unknown' ? null : culpritOf(entry);
  return [culprit, coldWords(entry)].filter(text => text !== null);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

import { type LineIndex, lineIndex } from '../sql/index.ts';

/** A query file while it is read. */
export interface QueryText {
  /** Relative to the repository. */
  readonly file: string;
  readonly text: string;
  readonly lines: LineIndex;
}

export function queryText(file: string, text: string): QueryText {
  return { file, text, lines: lineIndex(text) };
}

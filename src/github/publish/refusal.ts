import { PlangateError } from '../../errors.ts';

/** The refusal of an artifact, which may be anybody's work. */
export function refusal(place: string, problem: string, remedy: string, cause?: unknown): PlangateError {
  return new PlangateError({ kind: 'github', place, problem, remedy, cause });
}

/** What to do about an archive that plangate has not made like that. */
export const notOurs =
  'plangate does not write such an artifact; see what the pull request changes in the workflow.';

/** A text of somebody else's within a sentence: on one line, and not long. */
export function shown(text: string): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}

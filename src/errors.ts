/**
 * The errors that plangate expects: each names the place, what was found and what was expected, and what to do.
 * They print without a stack and end with exit code 2. Anything else that is thrown is a bug and keeps its stack.
 */

export type ErrorKind =
  | 'usage'
  | 'configuration'
  | 'repository'
  | 'migration'
  | 'seed'
  | 'query'
  | 'server'
  | 'github'
  | 'time-limit';

export interface ErrorParts {
  readonly kind: ErrorKind;
  /** Where it is, as the user would find it: `plangate.yml, budgets.latency` or `db/migrations/002.sql:14`. */
  readonly place: string;
  /** What was found, one sentence with its full stop: `"5 minutes" is not a duration.` */
  readonly problem: string;
  /** What to do, one or two sentences: `Write a number with ms, s or min, such as 5min.` */
  readonly remedy: string;
  /** Further lines: the statement, PostgreSQL's own message, hint and position, the end of the server's log. */
  readonly details?: string;
  readonly cause?: unknown;
}

/** `message` is `place: problem remedy`, followed by the details on lines of their own, indented by two spaces. */
export class PlangateError extends Error {
  readonly kind: ErrorKind;
  readonly place: string;
  readonly problem: string;
  readonly remedy: string;
  readonly details: string;

  constructor(parts: ErrorParts) {
    const details = parts.details?.trimEnd() ?? '';
    const indented = details === '' ? '' : `\n${details.replace(/^(?=.)/gm, '  ')}`;
    super(`${parts.place}: ${parts.problem} ${parts.remedy}${indented}`, { cause: parts.cause });
    this.name = 'PlangateError';
    this.kind = parts.kind;
    this.place = parts.place;
    this.problem = parts.problem;
    this.remedy = parts.remedy;
    this.details = details;
  }
}

/** The text a user reads for `error`: the message of a known error, the stack of an unknown one. */
export function describeError(error: unknown): string {
  if (error instanceof PlangateError) return error.message;
  if (error instanceof Error) return error.stack ?? error.message;
  return String(error);
}

import { found } from './found.ts';
import { type Kind, refusal } from './kinds.ts';

/** What is wrong with a value: one sentence that says what was found, one or two that say what to do. */
export interface Fault {
  readonly problem: string;
  readonly remedy: string;
}

/**
 * zod carries one string per issue, plangate's errors two. Neither of them ever holds a line break, because what is
 * found in a file is printed on one line.
 */
export function message(problem: string, remedy: string): string {
  return `${problem}\n${remedy}`;
}

export function refuse(value: unknown, kind: Kind<unknown>): string {
  const { problem, remedy } = refusal(value, kind);
  return message(problem, remedy);
}

export function refuseShape(value: unknown, shape: string, remedy: string): string {
  const missing = value === undefined || value === null;
  return message(missing ? 'there is no value.' : `${found(value)} is not ${shape}.`, remedy);
}

export function readMessage(text: string): Fault {
  const [problem = text, remedy = ''] = text.split('\n');
  return { problem, remedy };
}

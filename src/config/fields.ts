import { z } from 'zod';
import type { Kind } from './kinds.ts';
import { refuse, refuseShape } from './message.ts';

/**
 * The pieces that schema.ts is written with. Every message is made by message.ts; the message for unknown keys lists
 * the known ones, one a line (faults.ts makes sentences of them).
 */

/** What a key means, and what it is when it is not written. */
interface Words {
  readonly description: string;
  readonly initially?: unknown;
}

export function value<T>(kind: Kind<T>, description: string, initially?: unknown) {
  const words: Words = initially === undefined ? { description } : { description, initially };
  return z
    .unknown()
    .transform((input, context) => {
      const read = kind.read(input);
      if (read !== null) return read;
      context.addIssue({ code: 'custom', message: refuse(input, kind) });
      return z.NEVER;
    })
    .meta({ ...kind.schema, ...words });
}

export function key<T>(kind: Kind<T>, description: string, initially?: unknown) {
  return value(kind, description, initially).optional();
}

export function section<Shape extends z.ZodRawShape>(shape: Shape, example: string, description: string) {
  return z
    .strictObject(shape, {
      error: issue =>
        issue.code === 'unrecognized_keys'
          ? Object.keys(shape).join('\n')
          : refuseShape(issue.input, 'a group of keys', `Write keys below it, such as ${example}.`),
    })
    .describe(description);
}

export function list<Entry extends z.ZodType>(entry: Entry, remedy: string, description: string) {
  return z.array(entry, { error: issue => refuseShape(issue.input, 'a list', remedy) }).describe(description);
}

/** A group of keys that the user names. */
export function byName<Entry extends z.ZodType>(entry: Entry, example: string, description: string) {
  return z
    .record(z.string(), entry, {
      error: issue => refuseShape(issue.input, 'a group of keys', `Write keys below it, such as ${example}.`),
    })
    .describe(description);
}

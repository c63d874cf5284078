import { z } from 'zod';
import { text } from './kinds.ts';
import { message, refuse } from './message.ts';
import { pathFault } from './paths.ts';

export const command = {
  ...text('a command', 'Write the command as a shell would take it, such as npm ci.'),
  // Commands may have several lines.
  read: (input: unknown) =>
    typeof input === 'string' && input.trim() !== '' && !input.includes('\0') ? input : null,
};

const pathSchema = { type: 'string', minLength: 1 };
const pathsSchema = [pathSchema, { type: 'array', items: pathSchema, minItems: 1 }];
const commandSchema = {
  type: 'object',
  properties: { command: command.schema },
  required: ['command'],
  additionalProperties: false,
};

export interface Written {
  readonly paths?: readonly string[];
  readonly command?: string;
}

/** A path, a list of paths, or (where `commands`) `{command: …}`. */
export function sources(commands: boolean, description: string) {
  return z
    .unknown()
    .transform((input, context): Written => {
      const fault = (words: string, path: (string | number)[]) =>
        context.addIssue({ code: 'custom', message: words, path });
      if (commands && typeof input === 'object' && input !== null && !Array.isArray(input)) {
        for (const name of Object.keys(input))
          if (name !== 'command')
            context.addIssue({
              code: 'unrecognized_keys',
              keys: [name],
              message: 'command',
              input: input as Record<string, unknown>,
            });
        const given = 'command' in input ? input.command : undefined;
        const read = command.read(given);
        if (read === null && (given !== undefined || Object.keys(input).length === 0))
          fault(refuse(given, command), ['command']);
        return read === null ? {} : { command: read };
      }
      const paths: unknown[] = Array.isArray(input) ? input : [input];
      for (const [index, path] of paths.entries()) {
        const words = pathFault(path);
        if (words !== null) fault(words, Array.isArray(input) ? [index] : []);
      }
      if (!paths.some(path => typeof path === 'string' && !path.startsWith('!')))
        if (paths.every(path => typeof path === 'string'))
          fault(message('no path is left.', 'Write at least one path without a leading "!".'), []);
      return { paths: paths.filter(path => typeof path === 'string') };
    })
    .meta({
      anyOf: commands ? [...pathsSchema, commandSchema] : pathsSchema,
      description,
    })
    .optional();
}

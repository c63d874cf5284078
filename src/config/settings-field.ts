import { z } from 'zod';
import { found } from './found.ts';
import type { Kind } from './kinds.ts';
import { message, refuse, refuseShape } from './message.ts';

const settingName = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?$/;
const settingValue: Kind<string> = {
  noun: "a setting's value",
  remedy: 'Write text, a number, on or off.',
  schema: { type: ['string', 'number', 'boolean'] },
  read(input) {
    if (typeof input === 'boolean') return input ? 'on' : 'off';
    if (typeof input === 'number') return String(input);
    return typeof input === 'string' && !/\p{Cc}/u.test(input) ? input : null;
  },
};

export const settings = z
  .unknown()
  .transform((input, context): Record<string, string> => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      const text = refuseShape(input, 'a group of keys', 'Write settings below it, such as work_mem: 8MB.');
      context.addIssue({ code: 'custom', message: text });
      return {};
    }
    const read: [string, string][] = [];
    for (const [name, given] of Object.entries(input)) {
      const text = settingValue.read(given);
      const fault = settingName.test(name)
        ? refuse(given, settingValue)
        : message(
            `${found(name)} is not the name of a setting.`,
            'Write names as SHOW takes them, such as work_mem.',
          );
      if (settingName.test(name) && text !== null) read.push([name, text]);
      else context.addIssue({ code: 'custom', message: fault, path: [name] });
    }
    return Object.fromEntries(read);
  })
  .meta({
    type: 'object',
    propertyNames: { pattern: settingName.source },
    additionalProperties: settingValue.schema,
    description: "PostgreSQL settings of the server, applied over plangate's own",
  });

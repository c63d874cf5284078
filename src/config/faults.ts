import type { z } from 'zod';
import { readMessage } from './message.ts';
import { didYouMean } from './nearest.ts';

/** A fault in a file of keys. `path` leads to it, as in `waivers`, 0, `expires`. */
export interface FileFault {
  readonly path: readonly (string | number)[];
  readonly problem: string;
  readonly remedy: string;
}

/** The faults that zod found, one for each unknown key. */
export function faultsOf(issues: readonly z.core.$ZodIssue[]): readonly FileFault[] {
  return issues.flatMap(issue => {
    const path = issue.path.filter(part => typeof part !== 'symbol');
    if (issue.code !== 'unrecognized_keys') {
      return [{ path, ...readMessage(issue.message) }];
    }
    const known = issue.message.split('\n');
    return issue.keys.map(name => {
      return {
        path: [...path, name],
        problem: 'this key is not known.',
        remedy: `${didYouMean(name, known)}Known keys here: ${known.join(', ')}.`,
      };
    });
  });
}

import { z } from 'zod';
import { pathFault } from './paths.ts';

/** The path of one file of the repository. Whether it is there is seen when it is read. */
export function file(description: string) {
  return z
    .unknown()
    .transform((input, context): string => {
      const words = pathFault(input);
      if (words !== null) context.addIssue({ code: 'custom', message: words });
      return words === null && typeof input === 'string' ? input : '';
    })
    .meta({ type: 'string', minLength: 1, description })
    .optional();
}

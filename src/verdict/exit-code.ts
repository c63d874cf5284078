import type { Outcome } from './types.ts';

/** 0 passed, perhaps with warnings; 1 failed; 2 plangate could not do its job. */
export function exitCode(outcome: Outcome): 0 | 1 | 2 {
  switch (outcome) {
    case 'pass':
    case 'warn':
      return 0;
    case 'fail':
      return 1;
    case 'error':
      return 2;
  }
}

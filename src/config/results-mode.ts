import { refusal, resultsMode } from './kinds.ts';
import type { Fault } from './message.ts';
import type { ResultsMode } from './types.ts';

/** Reads `off`, `bag` or `ordered`, as it stands in query files: what `results` takes. */
export function parseResultsMode(text: string): { readonly mode: ResultsMode } | Fault {
  const mode = resultsMode.read(text);
  return mode === null ? refusal(text, resultsMode) : { mode };
}

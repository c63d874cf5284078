import { remediesOf } from './case-words.ts';
import type { CaseReport, Report } from './schema.ts';

/** One thing to do, and the cases that it mends. */
export interface Remedy {
  readonly words: string;
  /** What to type; null where there is no statement. */
  readonly statement: string | null;
  readonly cases: readonly CaseReport[];
}

/** What to do about the cases, in their order; what mends several of them is there once. */
export function remediesFor(report: Report, cases: readonly CaseReport[]): readonly Remedy[] {
  const found = new Map<string, { words: string; statement: string | null; cases: CaseReport[] }>();
  for (const entry of cases) {
    for (const { remedy, statement } of remediesOf(report, entry)) {
      const known = found.get(statement ?? remedy);
      if (known === undefined) found.set(statement ?? remedy, { words: remedy, statement, cases: [entry] });
      else known.cases.push(entry);
    }
  }
  return [...found.values()];
}

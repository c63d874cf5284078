import { assemble, type ReportInput } from './build-report.ts';
import type { Report } from './schema.ts';

/** The report of a run that had nothing to measure; `why` is a sentence. No case is counted as passed. */
export function skippedReport(why: string, known: Partial<ReportInput>): Report {
  return { ...assemble(known, 'pass'), skipped: why };
}

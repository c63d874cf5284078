import { describeError, PlangateError } from '../errors.ts';
import { assemble, type ReportInput } from './build-report.ts';
import type { ErrorReport, Report } from './schema.ts';

/** The report of a run that could not do its job: the error, and whatever was known by then. */
export function errorReport(error: unknown, known: Partial<ReportInput>): Report {
  const report = assemble(known, 'error');
  const parts = partsOf(error);
  const place = parts.place === '' ? '' : `${parts.place}: `;
  const text = `${place}${parts.problem} ${parts.remedy}`.trim();
  const reason = { kind: 'error', level: 'error', query: null, parameters: '', text } as const;
  return { ...report, reasons: [reason, ...report.reasons], error: parts };
}

function partsOf(error: unknown): ErrorReport {
  if (error instanceof PlangateError) {
    const { kind, place, problem, remedy, details } = error;
    return { kind, place, ...locationOf(place), problem, remedy, details };
  }
  if (error instanceof Error && error.name === 'Interruption') {
    return {
      kind: 'interrupted',
      place: '',
      file: null,
      line: null,
      problem: `${error.message}.`,
      remedy: 'Run it again.',
      details: '',
    };
  }
  return {
    kind: 'unexpected',
    place: '',
    file: null,
    line: null,
    problem: error instanceof Error && error.message !== '' ? error.message : String(error),
    remedy: 'plangate did not expect this: please report it, with the lines below.',
    details: describeError(error),
  };
}

/** `db/migrations/002.sql:14` and `plangate.yml:3, budgets.latency` name a file and its line; most other places do not. */
function locationOf(place: string): Pick<ErrorReport, 'file' | 'line'> {
  const [, file, line] = /^(.+?):(\d{1,9})(?=$|, )/s.exec(place) ?? [];
  return file === undefined || Number(line) < 1 ? { file: null, line: null } : { file, line: Number(line) };
}

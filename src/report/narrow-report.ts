import type { Report } from './schema.ts';

interface Subject {
  readonly query: string | null;
  readonly parameters: string;
}

/**
 * Gives the report of one case: its cases, reasons and findings are those of the same query and parameter set. To look
 * for them in the whole report, case by case, would take the square of the time.
 */
export function narrowReport(report: Report): (subject: Subject) => Report {
  const cases = Map.groupBy(report.cases, keyOf);
  const reasons = Map.groupBy(report.reasons, keyOf);
  const findings = Map.groupBy(report.findings, keyOf);
  return subject => {
    const key = keyOf(subject);
    return {
      ...report,
      cases: cases.get(key) ?? [],
      reasons: reasons.get(key) ?? [],
      findings: findings.get(key) ?? [],
    };
  };
}

function keyOf({ query, parameters }: Subject): string {
  return JSON.stringify([query, parameters]);
}

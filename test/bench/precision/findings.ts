import type { Report } from '../../../src/report/index.ts';

/** What a rule said of a healthy workload. */
export interface Found {
  readonly workload: string;
  readonly rule: string;
  readonly severity: string;
  /** null where it is about the schema. */
  readonly query: string | null;
  /** null where it is about no relation. */
  readonly relation: string | null;
  readonly message: string;
}

/** Of several parameter sets that show the same, and of one relation read twice, the first is told. */
export function listFindings(workload: string, { findings }: Pick<Report, 'findings'>): readonly Found[] {
  const told = findings
    .filter(({ side }) => side === 'head')
    .map(({ rule, severity, query, relation, message }) => {
      return { workload, rule, severity, query: query === '' ? null : query, relation, message };
    });
  return [...Map.groupBy(told, placeOf).values()].flatMap(same => same.slice(0, 1));
}

/** What a finding and its defence have in common. */
export function placeOf({ workload, rule, query, relation }: Omit<Found, 'severity' | 'message'>): string {
  return [workload, rule, query ?? '(schema)', relation ?? '(none)'].join(' / ');
}

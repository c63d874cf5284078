import type { CaseReport, Report } from '../../src/report/index.ts';
import { explains, plans } from './sample-plans.ts';
import { sampleCase, sampleReport, scanFinding, side } from './samples.ts';

/** A report of `count` cases of every standing, each with both plans and 6 kB of EXPLAIN's JSON on a side. */
export function largeReport(count: number): Report {
  const cases = Array.from({ length: count }, (_, index) => {
    const name = `query-${index}`;
    const indexed = side(168 + index, 8.67, {
      plan: plans.indexed,
      explain: explains.indexed,
    });
    const scanned = side(5877 + (index % 97) * 40, 20 + (index % 89), {
      plan: plans.sequential,
      explain: explains.sequential,
    });
    const common = { line: index + 1, sql: `select ${index} from deployments where deployed_at >= $1` };
    const changed = { ...common, status: 'changed', planChanges: [becameScan] } satisfies Partial<CaseReport>;
    const worse = {
      ...changed,
      direction: 'worse',
      outcome: 'fail',
      base: indexed,
      head: scanned,
    } satisfies Partial<CaseReport>;
    if (index % 5 === 0) return sampleCase(name, worse);
    if (index % 5 === 1)
      return sampleCase(name, { ...changed, direction: 'better', base: scanned, head: indexed });
    return sampleCase(name, { ...common, base: scanned, head: scanned });
  });
  const findings = cases.flatMap(({ query, outcome }) => (outcome === 'fail' ? [scanFinding(query)] : []));
  return sampleReport({ verdict: 'fail', cases, findings });
}

const becameScan = {
  kind: 'access-path',
  subject: 'deployments d',
  from: 'Index Scan using deployments_deployed_at_idx',
  to: 'Seq Scan',
  lostIndex: true,
  baseBuffers: 59,
  headBuffers: 5813,
  text: 'Index Scan using deployments_deployed_at_idx became Seq Scan on deployments d',
};

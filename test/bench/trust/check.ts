import type { Report } from '../../../src/report/index.ts';
import { checkChange, type Files } from '../../support/run-check.ts';

/** What the product says of a pull request. Throws what kept it from doing its job. */
export type Check = (base: Files, head: Files) => Promise<Report>;

/**
 * plangate's own conductor with default settings, on a git repository that holds both sides, and a server of `engine`.
 *
 * @param seen gets every report
 */
export function checkWith(engine: string, seen: (report: Report) => void): Check {
  return async (base, head) => {
    const gone = Object.keys(base).filter(path => head[path] === undefined);
    const change = { ...head, ...Object.fromEntries(gone.map(path => [path, null])) };
    const report = await checkChange(base, change, ['--engine', engine]);
    seen(report);
    return report;
  };
}

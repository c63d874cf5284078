import { parseArguments } from '../../../src/config/index.ts';
import { silent } from '../../../src/progress.ts';
import type { Report } from '../../../src/report/index.ts';
import { run } from '../../../src/run.ts';
import { makeRepository } from '../../support/git.ts';
import { withoutDocker } from '../../support/postgres.ts';

/** A side of a pull request: text by path. */
export type Files = Readonly<Record<string, string>>;

/** What the product says of a pull request. Throws what kept it from doing its job. */
export type Check = (base: Files, head: Files) => Promise<Report>;

/**
 * plangate's own conductor with default settings, on a git repository that holds both sides, and a server of `engine`.
 *
 * @param seen gets every report
 */
export function checkWith(engine: string, seen: (report: Report) => void): Check {
  return async (base, head) => {
    await using repository = await makeRepository();
    await repository.commit('base', base);
    await repository.git('checkout', '--quiet', '-b', 'change');
    const gone = Object.keys(base).filter(path => head[path] === undefined);
    await repository.commit('head', { ...head, ...Object.fromEntries(gone.map(path => [path, null])) });
    const sides = ['--base', 'main', '--head', 'change'];
    const report = await runCheck(['--repo', repository.folder, ...sides, '--engine', engine]);
    seen(report);
    return report;
  };
}

/** What `plangate check` with these options gives where no Docker engine is. Throws what kept it from doing its job. */
export async function runCheck(options: readonly string[]): Promise<Report> {
  const command = parseArguments(['check', ...options], {});
  if (command.command !== 'check') throw new Error('no check');
  const { report, error } = await run({
    options: command.options,
    event: null,
    token: null,
    // Sides that are the same are what false alarms are counted on.
    skipUnchanged: false,
    environment: withoutDocker,
    progress: silent,
    today: new Date(),
    signal: new AbortController().signal,
  });
  if (error !== null) throw error;
  return report;
}

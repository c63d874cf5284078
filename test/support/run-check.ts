import { parseArguments } from '../../src/config/index.ts';
import { silent } from '../../src/progress.ts';
import type { Report } from '../../src/report/index.ts';
import { run } from '../../src/run.ts';
import { makeRepository } from './git.ts';
import { withoutDocker } from './postgres.ts';

/** A side of a pull request, or what it writes: text by path. */
export type Files = Readonly<Record<string, string>>;

/** What `plangate check` with these options gives where no Docker engine is. Throws what kept it from doing its job. */
export async function runCheck(options: readonly string[], today = new Date()): Promise<Report> {
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
    today,
    signal: new AbortController().signal,
  });
  if (error !== null) throw error;
  return report;
}

/** What plangate's own conductor says of a pull request that makes `change` to `base`; null takes a file away. */
export async function checkChange(
  base: Files,
  change: Readonly<Record<string, string | null>>,
  options: readonly string[] = [],
  today?: Date,
): Promise<Report> {
  await using author = await makeRepository();
  await author.commit('base', base);
  await author.git('checkout', '--quiet', '-b', 'change');
  await author.commit('change', change);
  return await runCheck(['--repo', author.folder, '--base', 'main', '--head', 'change', ...options], today);
}

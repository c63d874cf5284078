import { execFile } from 'node:child_process';
import { availableParallelism, cpus, release, type } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What was run. */
export interface Revision {
  readonly commit: string;
  /** Whether files of src differ from the commit. */
  readonly isChanged: boolean;
}

/** What a reader needs to repeat a run, or to doubt it. */
export interface Machine extends Revision {
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly kernel: string;
  readonly postgres: string;
  readonly command: string;
  /** ms, the whole run. */
  readonly duration: number;
}

/** Asked when a run begins: it may be another one when it ends. */
export async function describeRevision(): Promise<Revision> {
  const git = async (...words: string[]) =>
    (await run('git', words, { cwd: import.meta.dirname })).stdout.trim();
  return {
    commit: await git('rev-parse', '--short=12', 'HEAD'),
    isChanged: (await git('status', '--porcelain', '--', ':/src')) !== '',
  };
}

export function describeMachine(
  started: Date,
  args: readonly string[],
  postgres: string,
  script = 'bench:trust',
): Omit<Machine, keyof Revision> {
  return {
    date: started.toISOString().slice(0, 10),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    kernel: `${type()} ${release()}`,
    postgres,
    command: [`npm run ${script}`, ...(args.length === 0 ? [] : ['--', ...args])].join(' '),
    duration: Date.now() - started.getTime(),
  };
}

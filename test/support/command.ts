import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

export interface CommandResult {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called with all of stderr so far whenever there is more of it. */
  readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
  /** Runs as this user instead of the test's own. */
  readonly uid?: number;
  /** Another copy of dist/cli.js. */
  readonly script?: string;
}

/** Runs the built command line as a child process with only the environment that is given, PATH and HOME. */
export function plangate(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, [options.script ?? cli, ...args], {
    cwd: options.cwd,
    env: {
      PATH,
      HOME,
      ...(TMPDIR === undefined ? {} : { TMPDIR }),
      GIT_CONFIG_NOSYSTEM: '1',
      // A test that wants Docker names its daemon.
      DOCKER_HOST: 'unix:///nowhere/docker.sock',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    options.onStderr?.(stderr, signal => child.kill(signal));
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve({ code, stdout, stderr }));
  });
}

import { execFile } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Environment for npm in another folder: with the Node that runs the tests, and without what an npm that runs them has
 * set for its own folder, such as `npm_config_local_prefix`.
 */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('npm_') || /^npm_config_(cache|registry|userconfig)$/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`,
    // A test that wants Docker names its daemon.
    DOCKER_HOST: 'unix:///nowhere/docker.sock',
  };
}

/** Runs `npm` or `npx` in `folder`; rejects, with stdout and stderr, when the exit code is not 0. */
export function npm(program: 'npm' | 'npx', folder: string, ...args: readonly string[]) {
  return run(program, args, { cwd: folder, env: environment(), maxBuffer: 1 << 26 });
}

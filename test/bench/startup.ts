import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inTurn, type Ratio } from './ratio.ts';

const run = promisify(execFile);
const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** `plangate --version` against Node doing nothing: the entry must load nothing that it does not need. */
export async function benchStartup(): Promise<Ratio> {
  const node =
    (...args: string[]) =>
    async () => {
      const started = performance.now();
      await run(process.execPath, args);
      return performance.now() - started;
    };
  const times = await inTurn(25, node(cli, '--version'), node('-e', '0'));
  return { name: 'node dist/cli.js --version', against: 'node -e 0', limit: 1.2, ...times };
}

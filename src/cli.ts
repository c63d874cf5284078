#!/usr/bin/env node
import { onUncaught } from './last-resort.ts';
import { spareCompiler } from './spare-compiler.ts';
import { version } from './version.ts';

/** Exit code of a usage error and of everything that kept plangate from doing its job. */
const notDone = 2;

// A URL among the arguments may hold a password: what lists of processes show from here on is the name alone.
process.title = 'plangate';

const major = Number(process.versions.node.split('.')[0]);
if (major < 22) {
  process.stderr.write(
    `plangate: Node ${process.versions.node} is too old. Install Node 22 or newer, such as https://nodejs.org/en/download.\n`,
  );
  process.exitCode = notDone;
} else if (process.argv.length === 3 && process.argv[2] === '--version') {
  process.stdout.write(`${version}\n`);
} else {
  // A reader that has seen enough, such as head, is no error.
  process.stdout.on('error', error => {
    if ('code' in error && error.code === 'EPIPE') return;
    throw error;
  });
  // Everything else is loaded when it is needed, so that --version costs no more than Node itself.
  onUncaught(process);
  spareCompiler();
  const { main } = await import('./command.ts');
  process.exitCode = await main(process);
}

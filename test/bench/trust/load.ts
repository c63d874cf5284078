import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

const calculate = 'for (;;) {}';

/** Writes and reads back 16 MB in a temporary file, and walks 64 MB of memory, at random, for ever. */
const shuffle = `
  const { mkdtempSync, openSync, writeSync, readSync, rmSync } = require('node:fs');
  const { tmpdir } = require('node:os');
  const { join } = require('node:path');
  const folder = mkdtempSync(join(tmpdir(), 'plangate-load-'));
  const file = openSync(join(folder, 'load'), 'w+');
  // Unlinked at once: nothing is left when this process is killed.
  rmSync(folder, { recursive: true });
  const block = Buffer.alloc(64 * 1024, 1);
  const memory = new Float64Array(8 * 1024 * 1024);
  for (let sum = 0; ; ) {
    const place = Math.floor(Math.random() * 256) * block.length;
    writeSync(file, block, 0, block.length, place);
    readSync(file, block, 0, block.length, Math.floor(Math.random() * 256) * block.length);
    for (let k = 0; k < 200000; k++) sum += memory[Math.floor(Math.random() * memory.length)];
  }`;

/** Other work on every core, and on disk and memory, until it is disposed. */
export function startLoad(): AsyncDisposable {
  const programs = [...Array.from({ length: availableParallelism() }, () => calculate), shuffle];
  const children = programs.map(program => spawn(process.execPath, ['-e', program], { stdio: 'ignore' }));
  // Nobody waits for the end of what runs for ever.
  const stop = () => {
    for (const child of children) child.kill('SIGKILL');
  };
  process.once('exit', stop);
  return {
    async [Symbol.asyncDispose]() {
      process.off('exit', stop);
      const ended = children.map(child => new Promise(settle => child.once('exit', settle)));
      stop();
      await Promise.all(ended);
    },
  };
}

import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Both end by themselves when this process is gone, however it ended: then they have another parent. */
const whileWanted = 'const parent = process.ppid; while (process.ppid === parent)';

const calculate = `${whileWanted} for (let k = 0; k < 1e8; k++);`;

/** Writes and reads back 16 MB in a temporary file, and walks 64 MB of memory, at random. */
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
  let sum = 0;
  ${whileWanted} {
    const place = Math.floor(Math.random() * 256) * block.length;
    writeSync(file, block, 0, block.length, place);
    readSync(file, block, 0, block.length, Math.floor(Math.random() * 256) * block.length);
    for (let k = 0; k < 200000; k++) sum += memory[Math.floor(Math.random() * memory.length)];
  }`;

/** Other work on every core, and on disk and memory, until it is disposed. */
export function startLoad(): AsyncDisposable {
  const programs = [...Array.from({ length: availableParallelism() }, () => calculate), shuffle];
  const children = programs.map(program => spawn(process.execPath, ['-e', program], { stdio: 'ignore' }));
  return {
    async [Symbol.asyncDispose]() {
      const ended = children.map(child => new Promise(settle => child.once('exit', settle)));
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(ended);
    },
  };
}

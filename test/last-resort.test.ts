import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

it.each([
  ['an exception', 'setTimeout(() => { throw new Error("unforeseen"); })'],
  ['a promise', 'void Promise.reject(new Error("unforeseen"))'],
])('what nobody caught of %s is told with its stack, and ends with exit code 2', async (_, mistake) => {
  const module = JSON.stringify(join(import.meta.dirname, '..', 'src', 'last-resort.ts'));
  const script = `import { onUncaught } from ${module}; onUncaught(process); ${mistake}; setTimeout(() => {}, 5000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const told = text(child.stderr);
  const code = await new Promise(resolve => child.once('close', resolve));
  expect(code).toBe(2);
  expect(await told).toMatch(/^plangate did not expect this; please report it:\nError: unforeseen\n {4}at /);
});

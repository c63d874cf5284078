import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { type CommandProcess, main } from '../src/command.ts';

async function plangate(...words: string[]) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
      return true;
    },
  });
  const world = {
    argv: ['node', 'plangate', ...words],
    env: { PATH: process.env.PATH },
    cwd: tmpdir,
    stdout: stream('stdout'),
    stderr: stream('stderr'),
  };
  return { exitCode: await main(world as unknown as CommandProcess), ...written };
}

test('outside of a repository, plangate rules lists the defaults', async () => {
  const { exitCode, stdout, stderr } = await plangate('rules');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^sequential-scan +error +A filter/m);
});

test('plangate rules RULE shows the page', async () => {
  const { exitCode, stdout, stderr } = await plangate('rules', 'sequential-scan');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^sequential-scan\n\nA big table is read/);
});

test.each([
  [
    ['sequentialscan'],
    'plangate rules: "sequentialscan" is not a rule. Did you mean "sequential-scan"? plangate rules lists them.',
  ],
  [['a', 'b'], 'command line: "b" is not expected here. '],
  [['--base', 'main'], '--base: plangate rules does not take this option. '],
  [['--repo', '/no/such/folder'], ''],
])('plangate rules %j is refused', async (words, message) => {
  const { exitCode, stdout, stderr } = await plangate('rules', ...words);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr.slice(0, 10 + message.length)).toBe(`plangate: ${message}`);
});

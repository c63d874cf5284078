import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandEnvironment } from '../../src/migrations/command-environment.ts';
import { type Command, runCommand } from '../../src/migrations/run-command.ts';
import { makeTree, type TestTree } from '../support/tree.ts';

let tree: TestTree;
beforeAll(async () => {
  tree = await makeTree('head', { 'a file.txt': 'hello\n' });
});
afterAll(() => tree[Symbol.asyncDispose]());

const never = new AbortController().signal;
const run = async (command: string, changes: Partial<Command> = {}, signal = never): Promise<string[]> => {
  const said: string[] = [];
  const environment = { PATH: process.env.PATH ?? '' };
  await runCommand(
    {
      command,
      key: 'migrations.command',
      kind: 'migration',
      side: 'head',
      folder: tree.folder,
      environment,
      secrets: [],
      ...changes,
    },
    line => said.push(line),
    signal,
  );
  return said;
};

test('runs through a shell in the folder of the side, and tells every line', async () => {
  expect(await run('cat *.txt && echo "$0 two" >&2 && pwd -P')).toHaveLength(3);
  expect(await run('cat "a file.txt"')).toEqual(['hello']);
});

test('notices what PostgreSQL refused though the command ended well, as psql does', async () => {
  const errorsOf = async (command: string) => {
    const request = {
      command,
      key: 'seed.command',
      kind: 'seed',
      side: 'head',
      folder: tree.folder,
    } as const;
    const environment = { PATH: process.env.PATH ?? '' };
    const { errors } = await runCommand({ ...request, environment, secrets: ['s3cret'] }, () => {}, never);
    return errors;
  };
  expect(
    await errorsOf(
      `echo 'psql:a.sql:3: ERROR:  no type "vector" s3cret' >&2; echo 'FATAL:  x' >&2; echo 'no ERROR: here'`,
    ),
  ).toEqual(['psql:a.sql:3: ERROR:  no type "vector" ***', 'FATAL:  x']);
  expect(await errorsOf('for i in 1 2 3 4 5; do echo "ERROR:  $i"; done')).toHaveLength(3);
  expect(await errorsOf('echo fine')).toEqual([]);
});

test('has no other environment than it is given', async () => {
  const said = await run('env', { environment: { PATH: process.env.PATH ?? '', PGHOST: 'x' } });
  expect(said.map(line => line.split('=')[0]).sort()).toEqual(expect.arrayContaining(['PATH', 'PGHOST']));
  expect(said.filter(line => /GITHUB|INPUT|HOME/.test(line))).toEqual([]);
});

test('an exit code is an error with the last lines, secrets hidden', async () => {
  const failing = run(
    'for i in $(seq 40); do echo "line $i"; done; echo "url: postgresql://u:$WORD@h/d"; exit 3',
    { secrets: ['s3cret'], environment: { PATH: process.env.PATH ?? '', WORD: 's3cret' } },
  );
  const error = await failing.catch((caught: unknown) => String(caught));
  expect(error).toContain('PlangateError: migrations.command: "for i in');
  expect(error).toContain('failed on head: it ended with code 3.');
  expect(error).toContain('\n  line 40\n  url: postgresql://u:***@h/d');
  expect(error).not.toContain('line 11\n');
  expect(error).not.toContain('s3cret');
});

test('a signal is an error', async () => {
  await expect(run('kill -SEGV $$')).rejects.toThrow('it was ended by SIGSEGV');
});

test('what it leaves in the background ends with it', async () => {
  const began = performance.now();
  await run('(sleep 30; touch left-behind) & echo started');
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('ends with its whole group when the run is aborted', async () => {
  const controller = new AbortController();
  const began = performance.now();
  const running = run('touch started; (sleep 20; touch survived) & wait; touch ended', {}, controller.signal);
  while (!existsSync(join(tree.folder, 'started'))) await sleep(10);
  controller.abort(new Error('enough'));
  await expect(running).rejects.toThrow('enough');
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(existsSync(join(tree.folder, 'ended'))).toBe(false);
});

test('one that does not want to end is killed', { timeout: 20_000 }, async () => {
  const controller = new AbortController();
  const running = run('trap "" TERM; touch deaf; while :; do sleep 0.1; done', {}, controller.signal);
  while (!existsSync(join(tree.folder, 'deaf'))) await sleep(10);
  controller.abort(new Error('enough'));
  await expect(running).rejects.toThrow('enough');
});

describe('the environment', () => {
  test('keeps what programs need and the connection, and nothing that could be a secret', () => {
    const source = {
      PATH: '/bin',
      HOME: '/root',
      LC_ALL: 'C',
      https_proxy: 'http://p',
      NO_PROXY: 'x',
      CI: 'true',
      PGHOST: 'elsewhere',
      DATABASE_URL: 'postgresql://production',
      GITHUB_TOKEN: 't',
      GITHUB_ENV: 'f',
      INPUT_TOKEN: 't',
      ACTIONS_RUNTIME_TOKEN: 't',
      NODE_AUTH_TOKEN: 't',
      NPM_TOKEN: 't',
      AWS_SECRET_ACCESS_KEY: 't',
      RUNNER_TEMP: '/t',
      GONE: undefined,
    };
    expect(commandEnvironment(source, { PGHOST: 'ours', DATABASE_URL: 'ours' })).toEqual({
      PATH: '/bin',
      HOME: '/root',
      LC_ALL: 'C',
      https_proxy: 'http://p',
      NO_PROXY: 'x',
      CI: 'true',
      PGHOST: 'ours',
      DATABASE_URL: 'ours',
    });
  });
});

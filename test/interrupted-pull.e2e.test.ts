import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { plangate } from './support/command.ts';
import { makeRepository } from './support/git.ts';
import { haveDocker } from './support/have-docker.ts';

/** A registry that never gives what it is asked for, as one at the end of a slow line. */
async function slowRegistry(): Promise<AsyncDisposable & { readonly address: string }> {
  const server = createServer((request, response) => {
    if (request.url === '/v2/') response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

it.runIf(haveDocker()).each([
  ['Ctrl-C', [], 130],
  ['the time limit', ['--time-limit', '8s'], 2],
] as const)('%s ends a pull that would take for ever, and leaves nothing behind', async (_, args, code) => {
  await using registry = await slowRegistry();
  await using repository = await makeRepository();
  await repository.commit('base', {
    'plangate.yml': `postgres: {image: "${registry.address}/postgres:15"}\n`,
    'db/migrations/1.sql': 'CREATE TABLE t (id int);\n',
    'db/queries/t.sql': 'SELECT * FROM t;\n',
  });
  let sent = false;
  let at = Number.NaN;
  const result = await plangate(['check', '--engine', 'docker', ...args], {
    cwd: repository.folder,
    env: { ...repository.environment, DOCKER_HOST: process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock' },
    onStderr(text, kill) {
      if (sent || !text.includes('Pulling')) return;
      sent = true;
      at = performance.now();
      if (code === 130) setTimeout(() => kill('SIGINT'), 300);
    },
  });
  expect(result.code, result.stdout + result.stderr).toBe(code);
  expect(result.stdout).toContain(code === 130 ? 'interrupted by SIGINT' : 'The run took longer than 8 s');
  // The handler of a signal gives a run fifteen seconds; it must not be what ended this one.
  expect(performance.now() - at).toBeLessThan(10_000);
  expect(await readdir(repository.environment.TMPDIR ?? '')).toEqual([]);
});

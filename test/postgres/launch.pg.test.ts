import { once } from 'node:events';
import { createServer, type Server as Listener } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { serverAccount } from '../../src/postgres/account.ts';
import { chooseInstallation } from '../../src/postgres/choose-installation.ts';
import { initialise } from '../../src/postgres/initialise.ts';
import { type Launch, launch } from '../../src/postgres/launch.ts';
import { serverSettings } from '../../src/postgres/settings.ts';
import { openWorkplace } from '../../src/postgres/workplace.ts';

/** Somebody else who has a port. */
async function listen(): Promise<{ listener: Listener; port: number }> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { listener, port: address.port };
}

it('never takes the server of somebody else for its own, and waits for the port it must have', async () => {
  const account = await serverAccount();
  const environment = process.env;
  const { installation } = await chooseInstallation(
    { engine: 'auto', version: null, locale: 'C', settings: {}, environment },
    account,
    null,
  );
  await using workplace = await openWorkplace(account);
  await initialise({ installation, workplace, environment, locale: 'C', password: 'secret' });
  const settings = serverSettings({}, false);
  const request: Launch = { installation, workplace, environment, settings, userSettings: {} };
  const { listener, port } = await listen();
  await expect(launch(request, port)).rejects.toMatchObject({
    kind: 'server',
    problem: 'The server did not start: could not create any TCP/IP sockets.',
    details: expect.stringContaining('Address already in use'),
  });
  const launching = launch(request, port);
  await sleep(200);
  listener.close();
  const postmaster = await launching;
  expect(postmaster.port).toBe(port);
  expect(postmaster.process.exitCode).toBeNull();
});

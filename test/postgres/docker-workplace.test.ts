import { pbkdf2 } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ContainerWorkplace } from '../../src/postgres/docker/workplace.ts';
import { stopAllServers } from '../../src/postgres/index.ts';

/** A daemon that has no containers. */
const empty = createServer((_, response) => {
  response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
});
const before = process.env.TMPDIR;
let temporary: string;

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'postgres-test-'));
  process.env.TMPDIR = temporary;
  await new Promise<void>(resolve => empty.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  empty.close();
  await rm(temporary, { recursive: true });
});

/** Keeps the threads that work for the file system busy: each of its steps then takes longer than the daemon to answer. */
function busyThreads(): Disposable {
  let isOver = false;
  const work = () => {
    if (!isOver) pbkdf2('', '', 1500, 32, 'sha256', work);
  };
  for (let thread = 0; thread < 8; thread++) work();
  return {
    [Symbol.dispose]() {
      isOver = true;
    },
  };
}

it('leaves no folder when it is disposed of while it is being marked', async () => {
  const { port } = empty.address() as AddressInfo;
  const daemon = { uri: `tcp://127.0.0.1:${port}`, certificates: null };
  using _ = busyThreads();
  // Later in each round, so that in one of them what is written and what is removed meet.
  for (let round = 0; round < 24; round++) {
    const opening = ContainerWorkplace.open(daemon).catch(() => null);
    await sleep(round % 12);
    await stopAllServers();
    await opening;
    expect(await readdir(temporary), `round ${round}`).toEqual([]);
  }
});

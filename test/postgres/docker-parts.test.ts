import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../src/postgres/docker/address.ts';
import { containerError } from '../../src/postgres/docker/container-error.ts';
import { findDaemon } from '../../src/postgres/docker/find-daemon.ts';
import { preloadArguments } from '../../src/postgres/docker/preload.ts';
import { memoryFor, walLimit } from '../../src/postgres/docker/storage.ts';

const megabyte = 1024 ** 2;

it.each([
  ['auto', 16e9, 8e9],
  ['auto', 4e9, 2e9],
  ['auto', 3.9e9, null],
  ['auto', 0, null],
  ['disk', 16e9, null],
  [128 * megabyte, 1e9, 128 * megabyte],
] as const)('keeps data of storage %s on a daemon of %i bytes in %s bytes of memory', (storage, of, memory) => {
  expect(memoryFor(storage, of)).toBe(memory);
});

it('leaves memory for data beside the write-ahead log', () => {
  expect(walLimit(null)).toEqual({});
  expect(walLimit(64e9)).toEqual({});
  expect(walLimit(2048 * megabyte)).toEqual({ max_wal_size: '512MB', min_wal_size: '80MB' });
  expect(walLimit(64 * megabyte)).toEqual({ max_wal_size: '32MB', min_wal_size: '32MB' });
});

const socket = { uri: 'unix:///var/run/docker.sock', certificates: null };
const elsewhere = { uri: 'tcp://docker:2375', certificates: null };

it.each(['localhost', '127.0.0.1', '::1', '127.0.0.53'])('publishes to this machine only: %s', async host => {
  const loopback = { publish: '127.0.0.1', connect: '127.0.0.1', warning: null };
  expect(await addressOf(host, socket)).toEqual(loopback);
  expect(await addressOf(host, elsewhere)).toEqual(loopback);
});

it('publishes where it can be reached, and says so, when the daemon is not on this machine', async () => {
  // Addresses for documentation, which no machine has: https://www.rfc-editor.org/rfc/rfc5737
  expect(await addressOf('192.0.2.1', socket)).toMatchObject({ publish: '192.0.2.1', connect: '192.0.2.1' });
  const { publish, connect, warning } = await addressOf('docker', elsewhere);
  expect({ publish, connect }).toEqual({ publish: '', connect: 'docker' });
  expect(warning).toBe(
    'The Docker daemon is on another machine: the server listens on every address of docker, behind a random password.',
  );
});

it('repeats libraries that an image preloads by its command, with the others', () => {
  expect(preloadArguments(['postgres'], ['a'])).toEqual([]);
  expect(preloadArguments(['postgres', '-c', 'shared_preload_libraries=vectors.so'], ['a'])).toEqual([
    '-c',
    'shared_preload_libraries=vectors.so,a,pg_stat_statements',
  ]);
  expect(preloadArguments(['postgres', '--shared_preload_libraries="x", pg_stat_statements'], [])).toEqual([
    '-c',
    'shared_preload_libraries=x,pg_stat_statements',
  ]);
});

it('tells what kept a container from becoming a server', () => {
  const failure = { image: 'i', locale: 'xx', memory: null, userSettings: {} };
  const told = (lines: readonly string[], memory: number | null = null) =>
    containerError(lines, { ...failure, memory }).place;
  expect(told(['initdb: error: invalid locale name "xx"'])).toBe('postgres.locale');
  expect(told(['initdb: error: could not write: No space left on device'])).toBe('Docker');
  expect(told(['initdb: error: could not write: No space left on device'], megabyte)).toBe(
    'postgres.storage',
  );
  expect(told(['exec /usr/local/bin/docker-entrypoint.sh: exec format error'])).toBe('postgres.image');
  expect(told(['FATAL:  something else'])).toBe('PostgreSQL');
});

describe('looking for a daemon', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'postgres-test-'));
  });
  afterAll(() => rm(home, { recursive: true }));
  const told = async (environment: Readonly<Record<string, string>>) => {
    const found = await findDaemon({ HOME: home, ...environment });
    return 'places' in found ? found.places : 'found';
  };

  it('takes DOCKER_HOST and nothing else, and the properties of testcontainers without it', async () => {
    const file = join(home, '.testcontainers.properties');
    await writeFile(file, '# mine\ndocker.host = unix:///missing/docker.sock\n');
    expect(await told({})).toEqual([
      'unix:///missing/docker.sock (docker.host in ~/.testcontainers.properties): no such socket',
    ]);
    expect(await told({ DOCKER_HOST: 'unix:///nowhere' })).toEqual([
      'unix:///nowhere (DOCKER_HOST): no such socket',
    ]);
    await writeFile(file, 'tc.host=tcp://127.0.0.1:9\n');
    expect(await told({ DOCKER_HOST: 'unix:///nowhere' })).toEqual([
      'tcp://127.0.0.1:9 (tc.host in ~/.testcontainers.properties): nobody listens',
      'unix:///nowhere (DOCKER_HOST): no such socket',
    ]);
    await rm(file);
  });

  it('says what is wrong with the one it found, and does not wait for long', async () => {
    const silent = createServer();
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const why = async (DOCKER_HOST: string) =>
      String(await told({ DOCKER_HOST })).split('(DOCKER_HOST): ')[1];
    try {
      expect(await why(`tcp://127.0.0.1:${port}`)).toBe('no answer within 3000 ms');
      expect(await why('npipe:////./pipe/docker')).toBe('npipe:// is not supported');
      expect(await why('here')).toBe('Invalid URL');
    } finally {
      silent.close();
    }
  });
});

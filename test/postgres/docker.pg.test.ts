import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlangateError } from '../../src/errors.ts';
import {
  type Server,
  type ServerRequest,
  startServer,
  stopAllServers,
  sweepAbandonedServers,
} from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
import { have } from '../support/have.ts';
import { spawnHolder } from './held-server.ts';

const run = promisify(execFile);
const image = process.env.PLANGATE_TEST_IMAGE ?? 'postgres:15';
const preloading = 'plangate-test/preload:15';

function hasImage(name: string): boolean {
  try {
    execFileSync('docker', ['image', 'inspect', name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const request: ServerRequest = {
  engine: 'docker',
  version: null,
  image,
  locale: 'C.UTF-8',
  settings: {},
  environment: process.env,
};
const start = (changes: Partial<ServerRequest> = {}, progress = silent) =>
  startServer({ ...request, ...changes }, progress);
const failure = (changes: Partial<ServerRequest>): Promise<PlangateError> =>
  start(changes).then(
    async server => {
      await server[Symbol.asyncDispose]();
      throw new Error('it started');
    },
    error => {
      if (error instanceof PlangateError) return error;
      throw error;
    },
  );

const docker = async (...args: string[]) => (await run('docker', args)).stdout.trim();

/** The container of a server, found by the port: others of this machine may be running plangate too. */
async function containerOf(server: Server): Promise<string> {
  const listed = await docker('ps', '--filter', 'label=plangate.server', '--format', '{{.Names}} {{.Ports}}');
  const { PGPORT } = server.database('postgres').environment;
  const line = listed.split('\n').find(line => line.includes(`:${PGPORT}->`));
  if (line === undefined) throw new Error(`no container publishes the port ${PGPORT}`);
  return line.split(' ')[0] ?? '';
}

const inspect = async (name: string) => JSON.parse(await docker('inspect', '-f', '{{json .}}', name));
const isThere = (...what: string[]) =>
  docker('inspect', ...what).then(
    () => true,
    () => false,
  );
const volumesOf = async (name: string): Promise<readonly string[]> =>
  (await inspect(name)).Mounts.filter(({ Type }: { Type: string }) => Type === 'volume').map(
    ({ Name }: { Name: string }) => Name,
  );

/** The temporary folder of this file's own servers: whose container is not removed has its folder there. */
let temporary: string;
const before = process.env.TMPDIR;
beforeAll(async () => {
  temporary = await realpath(await mkdtemp(join(tmpdir(), 'postgres-test-')));
  process.env.TMPDIR = temporary;
});
afterAll(async () => {
  // Those of tests that failed.
  await stopAllServers();
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  await rm(temporary, { recursive: true, force: true });
});

async function ask(server: Server, sql: string): Promise<readonly Record<string, unknown>[]> {
  await using session = await server.database('postgres').connect();
  return await session.query(sql);
}

const remedy = 'test/docker/postgres-image makes it, and the engine';
const here = have(`the image ${image} in a Docker engine`, hasImage(image), remedy);
const preloads = have(`the image ${preloading}`, hasImage(preloading), remedy);

describe.runIf(here)('a server in a container', () => {
  let server: Server;
  let name: string;

  beforeAll(async () => {
    server = await start({ settings: { work_mem: '7MB' } });
    name = await containerOf(server);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it('says what it is', () => {
    expect(server).toMatchObject({
      engine: 'docker',
      isThrowAway: true,
      countsStatements: true,
      second: 'empty',
      warnings: [],
      version: { major: 15, text: expect.stringMatching(/^15\.\d+$/) },
      settings: { work_mem: '7MB', jit: 'off', autovacuum: 'off', 'pg_stat_statements.track': 'all' },
    });
    expect(server.origin).toMatch(/^PostgreSQL 15\.\d+ from the image \S+ \(engine docker, as asked; data /);
  });

  it('has the locale and encoding that were asked for', async () => {
    expect(
      await ask(
        server,
        `select datcollate, datctype, pg_encoding_to_char(encoding) as encoding, current_setting('timezone') as timezone,
           current_setting('data_checksums') as checksums
         from pg_database where datname = 'postgres'`,
      ),
    ).toEqual([
      { datcollate: 'C.UTF-8', datctype: 'C.UTF-8', encoding: 'UTF8', timezone: 'UTC', checksums: 'off' },
    ]);
  });

  it('can be reached from this machine only, by one who knows the password', async () => {
    const ports = JSON.parse(await docker('inspect', '-f', '{{json .NetworkSettings.Ports}}', name));
    expect(ports).toEqual({ '5432/tcp': [{ HostIp: '127.0.0.1', HostPort: expect.any(String) }] });
    const { PGHOST, PGPORT, PGPASSWORD } = server.database('postgres').environment;
    expect({ PGHOST, PGPORT }).toEqual({ PGHOST: '127.0.0.1', PGPORT: ports['5432/tcp'][0].HostPort });
    expect(PGPASSWORD).toMatch(/^[0-9a-f]{48}$/);
    const client = new Client({
      host: '127.0.0.1',
      port: Number(PGPORT),
      user: 'postgres',
      password: 'wrong',
      database: 'postgres',
      ssl: false,
    });
    await expect(client.connect()).rejects.toThrow('password authentication failed');
  });

  it('keeps its data in memory, with room for parallel hash joins, and is not disturbed by checks', async () => {
    const { HostConfig, Config } = JSON.parse(await docker('inspect', '-f', '{{json .}}', name));
    expect(HostConfig.ShmSize).toBe(1024 ** 3);
    const { stdout } = await run('docker', ['info', '-f', '{{.MemTotal}}']);
    const memory = Number(stdout);
    if (memory >= 4e9) expect(HostConfig.Tmpfs['/plangate']).toContain(`size=${Math.floor(memory / 2)}`);
    else expect(HostConfig.Tmpfs).toBeNull();
    expect(Config.Healthcheck).toEqual({ Test: ['NONE'] });
    expect(HostConfig.LogConfig.Type).toBe('json-file');
  });

  it('shows nothing of the environment of this process', async () => {
    const environment: string[] = JSON.parse(await docker('inspect', '-f', '{{json .Config.Env}}', name));
    const names = environment.map(line => line.split('=')[0] ?? '');
    expect(
      names.filter(each => !/^(PATH|LANG|PGDATA|PG_\w+|GOSU_VERSION|DOCKER_PG_\w+|POSTGRES_\w+)$/.test(each)),
    ).toEqual([]);
  });

  it('creates, clones and drops databases', async () => {
    const base = await server.createDatabase('base "x"');
    {
      await using session = await base.connect();
      await session.execute('create table t as select 1 as a; create extension pg_trgm');
    }
    const head = await server.cloneDatabase(base, 'head');
    await using session = await head.connect();
    expect(await session.query('select a from t')).toEqual([{ a: 1 }]);
    await server.dropDatabase(base);
    await expect(base.connect()).rejects.toMatchObject({ fields: { code: '3D000' } });
  });

  it('lets statements be counted from outside', async () => {
    const database = await server.createDatabase('counted');
    await using session = await database.connect();
    await session.query('select 42 as counted_here');
    if (database.observe === null) throw new Error('the server counts statements');
    await using observer = await database.observe();
    expect(
      await observer.query(`select calls from pg_stat_statements where query like '%counted_here%'`),
    ).toEqual([{ calls: 1 }]);
  });

  it('starts a second one beside it, empty, and both go with their volumes', async () => {
    const second = await server.startSecond();
    const other = await containerOf(second);
    const volumes = [...(await volumesOf(name)), ...(await volumesOf(other))];
    // The image's own folder for data, at least.
    expect(volumes).not.toEqual([]);
    expect(second.settings).toEqual(server.settings);
    expect(second.database('x').environment.PGPORT).not.toBe(server.database('x').environment.PGPORT);
    expect(second.database('x').environment.PGPASSWORD).not.toBe(server.database('x').environment.PGPASSWORD);
    expect(await ask(second, 'select datname from pg_database where not datistemplate')).toEqual([
      { datname: 'postgres' },
    ]);
    await second[Symbol.asyncDispose]();
    expect(await isThere(other)).toBe(false);
    expect(await readdir(temporary)).toEqual([name]);
    await server[Symbol.asyncDispose]();
    expect(await isThere(name)).toBe(false);
    expect(await readdir(temporary)).toEqual([]);
    for (const volume of volumes) expect(await isThere(volume), volume).toBe(false);
  });
});

describe.runIf(here)('the engine docker', () => {
  it('keeps data on disk where that is wanted, in a volume that goes too', async () => {
    let volumes: readonly string[];
    {
      await using server = await start({ storage: 'disk' });
      const name = await containerOf(server);
      const { HostConfig, Mounts } = await inspect(name);
      expect(HostConfig.Tmpfs ?? null).toBeNull();
      expect(Mounts).toContainEqual(expect.objectContaining({ Type: 'volume', Destination: '/plangate' }));
      expect(await ask(server, `select current_setting('data_directory') as data`)).toEqual([
        { data: '/plangate/data' },
      ]);
      expect(server.origin).toContain('; data on disk)');
      volumes = await volumesOf(name);
    }
    expect(volumes).not.toEqual([]);
    for (const volume of volumes) expect(await isThere(volume), volume).toBe(false);
  });

  it('tells of a full memory, while it works and before', async () => {
    await using server = await start({ storage: 100 * 1024 ** 2 });
    expect(server.origin).toContain('; data in memory, 100 MB at most)');
    await using session = await server.database('postgres').connect();
    await expect(
      session.execute('create table t as select repeat(md5(i::text), 30) from generate_series(1, 200000) i'),
    ).rejects.toMatchObject({ fields: { code: '53100' } });
    await expect.poll(() => server.logTail(), { timeout: 5000 }).toContain('HINT:  Check free disk space.');
    const error = await failure({ storage: 8 * 1024 ** 2 });
    expect(error.place).toBe('postgres.storage');
    expect(error.problem).toBe('8 MB of memory are too little for the data: No space left on device.');
  });

  it.runIf(preloads)('keeps the libraries that the image preloads', async () => {
    await using server = await start({
      image: preloading,
      settings: { shared_preload_libraries: 'pg_prewarm' },
    });
    expect(server.settings.shared_preload_libraries).toBe('auto_explain, pg_prewarm, pg_stat_statements');
    expect(server.countsStatements).toBe(true);
  });

  it('ends sessions when the container is killed, and says so', async () => {
    await using server = await start();
    const name = await containerOf(server);
    await using session = await server.database('postgres').connect();
    const asleep = session.query('select pg_sleep(60)');
    const expected = expect(asleep).rejects.toThrow('its container was killed');
    await sleep(100);
    await docker('kill', name);
    await expected;
  });

  it('quotes the log of a server that ends by itself', async () => {
    await using server = await start();
    await using session = await server.database('postgres').connect();
    await using other = await server.database('postgres').connect();
    const [row] = await session.query<{ pid: number }>('select pg_backend_pid() as pid');
    const asleep = session.query('select pg_sleep(60)');
    const expected = expect(asleep).rejects.toThrow('was terminated by signal 9');
    await other
      .execute(`create temp table t (a text); copy t from program 'kill -9 ${row?.pid}'`)
      .catch(() => {});
    await expected;
    expect(await server.logTail()).toContain('was terminated by signal 9');
  });

  it.each([
    ['a value', { work_mem: 'much' }, 'postgres.settings.work_mem', 'invalid value for parameter "work_mem"'],
    [
      'a library',
      { shared_preload_libraries: 'no_such' },
      'postgres.settings.shared_preload_libraries',
      'could not access file "no_such"',
    ],
  ])('blames the setting that keeps it from starting: %s', async (_, settings, place, told) => {
    const error = await failure({ settings: settings as unknown as Record<string, string> });
    expect(error).toMatchObject({ kind: 'configuration', place });
    expect(error.problem).toContain(told);
    expect(await readdir(temporary)).toEqual([]);
  });

  it.each(["C'; touch /tmp/x; '", 'xx_YY.UTF-8'])('refuses the locale %s', async locale => {
    expect(await failure({ locale })).toMatchObject({ kind: 'configuration', place: 'postgres.locale' });
  });

  it('refuses an image of another version than the wanted one', async () => {
    expect((await failure({ version: 17 })).message).toBe(
      `postgres.version: PostgreSQL 17 is wanted, and the image ${image} has PostgreSQL 15. Correct postgres.version or postgres.image.`,
    );
  });

  it('finds out of an image that does not say its version, when it runs', async () => {
    const silentImage = 'plangate-test/silent:latest';
    const container = await docker('create', image);
    await docker('commit', '-c', 'ENV PG_MAJOR=', container, silentImage);
    await docker('rm', '-v', container);
    try {
      const error = await failure({ image: silentImage, version: 16 });
      expect(error.message).toMatch(
        /^postgres\.version: PostgreSQL 16 is wanted, and the image plangate-test\/silent:latest has PostgreSQL 15\.\d+\./,
      );
      expect(await readdir(temporary)).toEqual([]);
    } finally {
      await docker('rmi', silentImage);
    }
  });

  it('says when an image is for another platform', async () => {
    const foreign = 'plangate-test/foreign:latest';
    const container = await docker('create', image);
    const empty = await mkdtemp(join(tmpdir(), 'postgres-test-'));
    try {
      // What the kernel says of a program that it cannot run, whatever it was made for.
      await run('sh', ['-c', 'printf "not for this machine" >"$0/program" && chmod 755 "$0/program"', empty]);
      await docker('cp', join(empty, 'program'), `${container}:/program`);
      await docker('commit', '-c', 'ENTRYPOINT ["/program"]', container, foreign);
      const error = await failure({ image: foreign });
      expect(error.problem).toBe(
        `The image ${foreign} is made for another platform than the Docker daemon's.`,
      );
    } finally {
      await docker('rm', '-v', container);
      await docker('rmi', foreign).catch(() => {});
      await rm(empty, { recursive: true });
    }
  });

  it('serves two at once', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    await using _ = one;
    await using __ = two;
    expect(one.database('x').environment.PGPORT).not.toBe(two.database('x').environment.PGPORT);
    expect(await ask(one, 'select 1 as a')).toEqual(await ask(two, 'select 1 as a'));
  });

  it('shows that it pulls, and why it could not', async () => {
    const steps: string[] = [];
    const progress = {
      ...silent,
      step(title: string) {
        steps.push(title);
        return silent.step(title);
      },
    };
    // A port of this machine at which nobody listens.
    const nowhere = '127.0.0.1:9/plangate/none:1';
    const error = await start({ image: nowhere }, progress).catch(error => error);
    expect(steps).toEqual([`Pulling the image ${nowhere}`]);
    expect(error.message).toContain(
      `postgres.image: The image ${nowhere} is not here and could not be pulled: the registry cannot be reached.`,
    );
    if (image === 'postgres:15') expect(error.details).toContain('\nfound the image postgres:15');
    expect((await failure({ image: '../containers' })).problem).toContain('that is no name of an image');
    expect((await failure({ image: 'Not An Image' })).problem).toContain('that is no name of an image');
  });
});

describe.runIf(here)('what a run leaves', () => {
  const holding = async (name: string, next: string) => {
    const TMPDIR = join(temporary, name);
    await mkdir(TMPDIR);
    const environment = { TMPDIR, DOCKER_HOST: process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock' };
    const { environment: _, ...rest } = request;
    return { TMPDIR, ...spawnHolder({ request: { ...rest, next }, environment }) };
  };
  /** Waits until its server answers; gives the name of its folder, which is the container's. */
  const ready = async (held: Awaited<ReturnType<typeof holding>>) => {
    await new Promise((resolve, reject) => {
      held.process.stdout?.once('data', resolve);
      void held.ended.then(async code => reject(new Error(`${code}: ${await held.errors}`)));
    });
    return (await readdir(held.TMPDIR))[0] ?? 'its folder has gone';
  };

  it.each([
    { how: 'ends well', next: 'dispose', signal: null, code: 0 },
    { how: 'fails', next: 'fail', signal: null, code: 1 },
    { how: 'gets SIGINT', next: 'wait', signal: 'SIGINT', code: 130 },
    { how: 'gets SIGTERM', next: 'wait', signal: 'SIGTERM', code: 143 },
  ] as const)('is nothing when it $how', async ({ how, next, signal, code }) => {
    const held = await holding(how, next);
    const name = await ready(held);
    if (signal !== null) held.process.kill(signal);
    expect(await held.ended, await held.errors).toBe(code);
    expect(await isThere(name)).toBe(false);
    expect(await readdir(held.TMPDIR)).toEqual([]);
  });

  it.each([0, 200, 500])('is nothing when it is interrupted %i ms after it began', async delay => {
    const held = await holding(`starting ${delay}`, 'wait');
    held.process.stdout?.resume();
    for (let i = 0; i < 1000 && (await readdir(held.TMPDIR)).length === 0; i++) await sleep(5);
    const [name = ''] = await readdir(held.TMPDIR);
    expect(name).toMatch(/^plangate-[0-9a-f]{16}$/);
    await sleep(delay);
    held.process.kill('SIGTERM');
    expect(await held.ended, await held.errors).toBe(143);
    expect(await isThere(name)).toBe(false);
    expect(await readdir(held.TMPDIR)).toEqual([]);
  });

  it('is swept by the next one when it was killed, and nothing that lives is', async () => {
    const held = await holding('killed', 'wait');
    const name = await ready(held);
    const volumes = await volumesOf(name);
    process.env.TMPDIR = held.TMPDIR;
    try {
      await sweepAbandonedServers();
      expect(await isThere(name)).toBe(true);
      held.process.kill('SIGKILL');
      await held.ended;
      expect(await isThere(name)).toBe(true);
      await sweepAbandonedServers();
    } finally {
      process.env.TMPDIR = temporary;
    }
    expect(await isThere(name)).toBe(false);
    expect(await readdir(held.TMPDIR)).toEqual([]);
    for (const volume of volumes) expect(await isThere(volume), volume).toBe(false);
  });

  it("is somebody else's when it bears the name and not the label", async () => {
    const held = await holding('unlabelled', 'wait');
    const name = await ready(held);
    held.process.kill('SIGKILL');
    await held.ended;
    await docker('rm', '-f', '-v', name);
    await docker('create', '--name', name, image);
    process.env.TMPDIR = held.TMPDIR;
    try {
      await sweepAbandonedServers();
      expect(await isThere(name)).toBe(true);
    } finally {
      process.env.TMPDIR = temporary;
      await docker('rm', '-v', name);
    }
  });
});

describe.runIf(here)('auto', () => {
  it('takes Docker where a daemon answers', async () => {
    await using server = await start({ engine: 'auto' });
    expect(server.origin).toContain('(engine docker: a Docker daemon answers; data ');
  });

  it('goes on when the usual image cannot be had, and says why', async () => {
    // A major that this machine has no image of; where it has, or a registry gives it, that is taken.
    const version = [18, 17, 16, 14].find(major => !hasImage(`postgres:${major}`)) ?? 18;
    await using server = await start({ engine: 'auto', image: null, version });
    expect(server.version.major).toBe(version);
    if (hasImage(`postgres:${version}`)) expect(server.engine).toBe('docker');
    else {
      expect(server.origin).toMatch(
        new RegExp(`\\(engine \\w+: Docker has no postgres:${version} and could not pull it \\(.+\\), `),
      );
    }
  });

  it('is an error when the image that was asked for cannot be had', async () => {
    const error = await failure({ engine: 'auto', image: '127.0.0.1:9/plangate/none:1' });
    expect(error.place).toBe('postgres.image');
  });
});

describe('without a daemon', () => {
  const environment = { ...process.env, DOCKER_HOST: 'unix:///nowhere/docker.sock' };

  it('docker is an error that says where it was looked for', async () => {
    expect((await failure({ environment })).message).toBe(
      'Docker: No Docker daemon answers. Start one, name its address in DOCKER_HOST, or take the engine local or embedded.\n' +
        '  unix:///nowhere/docker.sock (DOCKER_HOST): no such socket',
    );
    expect((await failure({ environment: { DOCKER_HOST: 'ssh://me@there' } })).details).toBe(
      'ssh://me@there (DOCKER_HOST): ssh:// is not supported',
    );
  });

  it('auto goes on, says why, and warns of the image that is not used', async () => {
    const began = performance.now();
    await using server = await start({ engine: 'auto', image: 'postgis/postgis:15-3.5', environment });
    expect(performance.now() - began).toBeLessThan(30_000);
    expect(server.origin).toMatch(/\(engine (local|embedded): no Docker daemon answers, /);
    expect(server.warnings).toEqual([
      'The image postgis/postgis:15-3.5 (postgres.image) is not used, for no Docker daemon answers.',
    ]);
  });
});

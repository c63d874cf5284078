import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { have } from '../support/have.ts';
import { haveTestImage, testImage } from '../support/have-docker.ts';
import { testServer } from '../support/postgres.ts';

const run = promisify(execFile);

/** An engine as the conformance suite sees it: the same repository and the same checks, run with other options. */
export interface Subject {
  readonly engine: 'docker' | 'local' | 'embedded' | 'url';
  readonly major: number;
  /** Options of the command line. */
  readonly options: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Keys of plangate.yml's section `postgres`, as YAML. */
  readonly postgres: string;
  /** Takes the room for data away from the runs to come in the folder `temporary`; gives what they need instead. */
  cramp(temporary: string): Promise<Partial<Pick<Subject, 'postgres' | 'environment'>> & AsyncDisposable>;
  /** What a run left behind beside its temporary folder, which stands in `temporary`: containers, databases. */
  leftovers(temporary: string): Promise<readonly string[]>;
  /** Ends the server of a run at once, as a machine out of memory would. */
  kill(temporary: string): Promise<void>;
  dispose(): Promise<void>;
}

/** A subject to come; it is opened once, for its own tests. */
export interface Opener {
  readonly name: string;
  /** Whether full disks, killed servers, signals and two runs at once are tried, too: what plangate does about them is the same for every major, and for all programs of this machine. */
  readonly endures: boolean;
  open(): Promise<Subject>;
}

const installed = isInstalled();

/** Programs that run on this machine, as far as it has them. */
export const own: readonly Opener[] = [
  ...(have('PostgreSQL 15 in /usr/lib/postgresql', installed, 'apt-get install postgresql')
    ? [{ name: 'local 15', endures: false, open: async () => inFolder('local', 15) }]
    : []),
  ...[14, 15, 16, 17, 18].map(major => ({
    name: `embedded ${major}`,
    endures: major === 18,
    open: async () => inFolder('embedded', major),
  })),
];

export const docker: readonly Opener[] = haveTestImage()
  ? [{ name: 'docker 15', endures: true, open: openDocker }]
  : [];

export const url: readonly Opener[] = have(
  'PostgreSQL 15 in /usr/lib/postgresql',
  installed,
  'apt-get install postgresql',
)
  ? [{ name: 'url 15', endures: true, open: openUrl }]
  : [];

function isInstalled(): boolean {
  return existsSync('/usr/lib/postgresql/15/bin/postgres');
}

/** A server that runs in the temporary folder of the run. */
function inFolder(engine: 'local' | 'embedded', major: number): Subject {
  return {
    engine,
    major,
    options: ['--engine', engine],
    environment: {},
    postgres: `version: ${major}`,
    cramp: smallDisk,
    leftovers: async () => [],
    async kill(temporary) {
      for (const name of await readdir(temporary)) {
        const file = join(temporary, name, 'data', 'postmaster.pid');
        if (existsSync(file)) process.kill(Number((await readFile(file, 'utf8')).split('\n')[0]), 'SIGKILL');
      }
    },
    async dispose() {},
  };
}

async function openDocker(): Promise<Subject> {
  // A name of its own, by which its containers are told from those of other tests.
  const image = 'plangate-conformance:15';
  await run('docker', ['tag', testImage, image]);
  const containers = async () => {
    const { stdout } = await run('docker', ['ps', '--all', '--format', '{{.Image}} {{.Names}}']);
    const lines = stdout.split('\n').map(line => line.split(' '));
    return lines.flatMap(([of, name = '']) => (of === image ? [name] : []));
  };
  return {
    engine: 'docker',
    major: 15,
    options: ['--engine', 'docker'],
    environment: { DOCKER_HOST: process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock' },
    postgres: `version: 15, image: "${image}"`,
    cramp: async () => ({
      postgres: `version: 15, image: "${image}", storage: 128MB`,
      async [Symbol.asyncDispose]() {},
    }),
    leftovers: containers,
    async kill() {
      for (const name of await containers()) await run('docker', ['kill', name]);
    },
    async dispose() {
      await run('docker', ['rmi', image]);
    },
  };
}

/** A file system of 160 MB in memory where `folder` was. */
async function smallDisk(folder: string): Promise<AsyncDisposable> {
  have('the right to mount a file system', process.getuid?.() === 0, 'run the tests as root');
  await run('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=1777', 'tmpfs', folder]);
  return { [Symbol.asyncDispose]: async () => void (await run('umount', ['--lazy', folder])) };
}

/** The user's own server, on which plangate has a role that may create databases and is no superuser. */
async function openUrl(): Promise<Subject> {
  const server = await testServer(15, { engine: 'local', settings: { log_min_messages: 'fatal' } });
  const database = await server.createDatabase('theirs');
  const session = await database.connect();
  await session.execute(`create role gate login createdb password 'päss@word/1'`);
  const { PGPORT } = database.environment;
  return {
    engine: 'url',
    major: 15,
    options: [],
    environment: {
      PLANGATE_DATABASE_URL: `postgresql://gate:${encodeURIComponent('päss@word/1')}@127.0.0.1:${PGPORT}/theirs`,
    },
    postgres: 'version: 15',
    async cramp(temporary) {
      const beside = join(dirname(temporary), 'disk of the server');
      await mkdir(beside);
      const disk = await smallDisk(beside);
      const { TMPDIR = '/tmp' } = process.env;
      process.env.TMPDIR = beside;
      const crowded = await openUrl();
      process.env.TMPDIR = TMPDIR;
      return {
        environment: crowded.environment,
        async [Symbol.asyncDispose]() {
          expect(await crowded.leftovers(temporary)).toEqual([]);
          await crowded.dispose();
          await disk[Symbol.asyncDispose]();
        },
      };
    },
    async leftovers() {
      const rows = await session.query<{ name: string }>(
        `select datname as name from pg_database where datname not in ('postgres', 'template0', 'template1', 'theirs')`,
      );
      return rows.map(({ name }) => name);
    },
    // Somebody else's server is not killed whole: its administrator ends the sessions.
    async kill() {
      await session.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname like 'plangate%' and query like '%slow()%'`,
      );
    },
    async dispose() {
      await session[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

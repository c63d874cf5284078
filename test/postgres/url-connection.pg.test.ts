import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from '../../src/postgres/index.ts';
import { quoteLiteral } from '../../src/sql/index.ts';
import { type Certificates, haveOpenssl, makeCertificates, serveTls } from '../support/tls.ts';
import { addressOf, bin, havePrograms, reachError, reachFound, theirServer } from './url-support.ts';

/** Every character that can be typed, and some that cannot. */
const special = `${String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 32 + i))}ä€🐘`;

const tools = havePrograms() && haveOpenssl();

describe.runIf(tools)('a URL', () => {
  let server: Server;
  let certificates: Certificates;
  let folder: string;
  let port: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plangate-test-url-'));
    certificates = await makeCertificates();
    server = await theirServer();
    port = addressOf(server).port;
    await serveTls(
      server,
      certificates,
      'DNS:localhost',
      `hostssl all over_tls 127.0.0.1/32 scram-sha-256
host all over_tls 127.0.0.1/32 reject
hostnossl all plain 127.0.0.1/32 scram-sha-256
host all plain 127.0.0.1/32 reject
hostssl all certified 127.0.0.1/32 cert
host all trusted 127.0.0.1/32 trust
hostssl all in_clear 127.0.0.1/32 password
host all nobody 127.0.0.1/32 reject`,
    );
    await using session = await server.database('postgres').connect();
    for (const role of ['over_tls', 'plain', 'certified', 'trusted', 'in_clear', 'nobody'])
      await session.execute(`create role ${role} login password 'S3cret'`);
    await session.execute(`create role "sp écial" login password ${quoteLiteral(special)}`);
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await certificates?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const url = (user: string, query = '', host = '127.0.0.1') =>
    `postgresql://${user}@${host}:${port}/postgres${query}`;

  /** Whether a session that the URL leads to has TLS. */
  async function reach(address: string, environment: Record<string, string> = {}): Promise<boolean> {
    await using found = await reachFound(address, { isReadOnly: true, environment });
    await using session = await found.connect();
    const [row] = await session.query<{ ssl: boolean }>(
      'select ssl from pg_stat_ssl where pid = pg_backend_pid()',
    );
    return row?.ssl === true;
  }

  const encoded = encodeURIComponent(special);

  it('may have any password, and takes it from PGPASSWORD too', async () => {
    const name = encodeURIComponent('sp écial');
    expect(await reach(url(`${name}:${encoded}`))).toBe(true);
    expect(await reach(url(name), { PGPASSWORD: special })).toBe(true);
    const variables = {
      PGUSER: 'sp écial',
      PGPASSWORD: special,
      PGPORT: String(port),
      PGDATABASE: 'postgres',
    };
    expect(await reach('postgresql://127.0.0.1', variables)).toBe(true);
    expect(await reach('postgresql://', { ...variables, PGHOST: '127.0.0.1' })).toBe(true);
  });

  it('gives external commands an environment that leads there, whatever is in it', async () => {
    await using found = await reachFound(url(`${encodeURIComponent('sp écial')}:${encoded}`), {
      isReadOnly: true,
    });
    const { DATABASE_URL = '', ...variables } = found.environment;
    expect(await reach(DATABASE_URL)).toBe(true);
    expect(await reach('postgresql://', variables)).toBe(true);
  });

  it('is read as libpq reads it', async () => {
    await using found = await reachFound(url(`${encodeURIComponent('sp écial')}:${encoded}`), {
      isReadOnly: true,
    });
    const { DATABASE_URL = '', ...variables } = found.environment;
    // psql keeps nothing of a URL in the process list; here it is a test's own.
    for (const [args, env] of [
      [[DATABASE_URL], {}],
      [[], variables],
    ] as const) {
      const asking = promisify(execFile)(`${bin}/psql`, ['-XAtc', 'select current_user', ...args], {
        env: { PATH: process.env.PATH, ...env },
      });
      expect((await asking).stdout).toBe('sp écial\n');
    }
  });

  it('is cancelled over TLS too', async () => {
    const root = `sslrootcert=${encodeURIComponent(certificates.root)}`;
    await using found = await reachFound(
      url('over_tls:S3cret', `?sslmode=verify-full&${root}`, 'localhost'),
      {
        isReadOnly: true,
      },
    );
    await using session = await found.connect();
    const sleeping = session.query('select pg_sleep(60)').catch(error => error);
    await sleep(100);
    await session.cancel();
    expect((await sleeping).fields.code).toBe('57014');
  });

  it('takes the password from a .pgpass file that nobody else may read', async () => {
    const path = join(folder, '.pgpass');
    const escaped = special.replace(/[\\:]/g, '\\$&');
    await writeFile(
      path,
      `# mine\nother:*:*:*:wrong\n127.0.0.1:${port}:*:sp écial:${escaped}\n*:*:*:*:wrong\n`,
    );
    await chmod(path, 0o600);
    const name = encodeURIComponent('sp écial');
    expect(await reach(url(name), { HOME: folder })).toBe(true);
    expect(await reach(url(name), { PGPASSFILE: path })).toBe(true);
    expect(await reach(url(name, `?passfile=${encodeURIComponent(path)}`))).toBe(true);
    await chmod(path, 0o644);
    const error = await reachError(url(name), { environment: { HOME: folder } });
    expect(error.message).toBe(
      `--database-url: The server at 127.0.0.1, port ${port} wants a password for the user, and there is none. Write it into the URL, PGPASSWORD, or a .pgpass file that only you may read.`,
    );
  });

  it('leads to a Unix-domain socket', async () => {
    await using session = await server.database('postgres').connect();
    const [row] = await session.query<{ folder: string }>(
      `select trim('"' from current_setting('unix_socket_directories')) as folder`,
    );
    const socket = encodeURIComponent(row?.folder ?? '');
    const { password } = addressOf(server);
    expect(
      await reach(`postgresql://postgres:${password}@${socket}:${port}/postgres?sslmode=verify-full`),
    ).toBe(false);
    expect(await reach(`postgresql://postgres:${password}@:${port}/postgres?host=${socket}`)).toBe(false);
  });

  it('speaks TLS as sslmode says', async () => {
    const root = `sslrootcert=${encodeURIComponent(certificates.root)}`;
    expect(await reach(url('trusted'))).toBe(true);
    expect(await reach(url('trusted', '?sslmode=disable'))).toBe(false);
    expect(await reach(url('trusted', '?sslmode=allow'))).toBe(false);
    expect(await reach(url('over_tls:S3cret', '?sslmode=allow'))).toBe(true);
    expect(await reach(url('plain:S3cret', '?sslmode=prefer'))).toBe(false);
    expect(await reach(url('trusted', '?sslmode=require'))).toBe(true);
    expect(await reach(url('trusted'), { PGSSLMODE: 'disable' })).toBe(false);
    expect(await reach(url('trusted', `?sslmode=verify-ca&${root}`))).toBe(true);
    expect(await reach(url('trusted', `?sslmode=verify-full&${root}`, 'localhost'))).toBe(true);
    expect(await reach(url('trusted', `?sslmode=verify-full&${root}&hostaddr=127.0.0.1`, 'localhost'))).toBe(
      true,
    );
    const variables = { PGSSLMODE: 'verify-full', PGSSLROOTCERT: certificates.root };
    expect(await reach(url('trusted', '', 'localhost'), variables)).toBe(true);
  });

  it('wants the channel bound to the password where it says so', async () => {
    const bound = 'channel_binding=require';
    expect(await reach(url('over_tls:S3cret', `?${bound}`))).toBe(true);
    for (const address of [
      url('trusted:S3cret', `?${bound}`),
      url('plain:S3cret', `?${bound}&sslmode=disable`),
      url('in_clear:S3cret', `?${bound}`),
    ]) {
      expect((await reachError(address)).message).toContain('as channel_binding=require wants.');
    }
    expect(await reach(url('in_clear:S3cret'))).toBe(true);
  });

  it('shows a client certificate', async () => {
    const { certificate, key } = await certificates.issue('certified', '');
    const files = `sslcert=${encodeURIComponent(certificate)}&sslkey=${encodeURIComponent(key)}`;
    expect(await reach(url('certified', `?sslmode=require&${files}`))).toBe(true);
  });

  it('refuses a certificate of another authority, or for another name', async () => {
    const wrong = `sslrootcert=${encodeURIComponent(certificates.stranger)}`;
    const right = `sslrootcert=${encodeURIComponent(certificates.root)}`;
    const strange = (await reachError(url('trusted', `?sslmode=require&${wrong}`))).message;
    expect(strange).toContain(`The certificate of the server at 127.0.0.1, port ${port} is not trusted`);
    const named = (await reachError(url('trusted', `?sslmode=verify-full&${right}`))).message;
    expect(named).toContain(`The certificate of the server at 127.0.0.1, port ${port} is for another name.`);
    const system = (await reachError(url('trusted', '?sslrootcert=system', 'localhost'))).message;
    expect(system).toContain(`The certificate of the server at localhost, port ${port} is not trusted`);
    const none = (await reachError(url('trusted', '?sslmode=verify-full'))).message;
    expect(none).toContain('sslmode=verify-full needs the certificate of the authority');
    const missing = (await reachError(url('trusted', '?sslmode=verify-ca&sslrootcert=/no/such/file')))
      .message;
    expect(missing).toContain('The file that sslrootcert names cannot be read.');
    expect(missing).not.toContain('/no/such');
  });

  it('is told what is wrong, and never the password', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => silent.once('listening', resolve));
    const address = silent.address();
    const mute = typeof address === 'object' && address !== null ? address.port : 0;
    const cases: [string, string][] = [
      ['postgres://app:S3cret@127.0.0.1:1/shop', 'Nothing answers at 127.0.0.1, port 1.'],
      ['postgres://app:S3cret@/shop?host=/nowhere', 'Nothing answers at the socket /nowhere/.s.PGSQL.5432.'],
      ['postgres://app:S3cret@no-such-host.invalid/shop', 'There is no host no-such-host.invalid'],
      [
        `postgres://app:S3cret@127.0.0.1:${mute}/shop?connect_timeout=2&sslmode=require`,
        'did not answer within 2 s.',
      ],
      [url('postgres:S3cret'), 'refuses the password of its user.'],
      [url('absent:S3cret'), 'refuses the password of its user.'],
      [url('nobody:S3cret'), 'refuses its user: pg_hba.conf rejects connection for host "…", user "…"'],
      [url('plain:S3cret', '?sslmode=require'), 'refuses its user: pg_hba.conf rejects connection'],
      [url('trusted:S3cret').replace('/postgres', '/absent'), 'has no database of that name.'],
      [url('trusted:S3cret', '?sslmode=S3cret'), 'Its sslmode is none that libpq knows.'],
      [url('trusted:S3cret', '?S3cret=1'), 'It has a parameter after the ? that is not known here.'],
      [url('trusted:S3cret').replace(String(port), 'S3cret'), 'Its port is no whole number'],
      ['postgres://app:S3cr@et@127.0.0.1/shop', 'It has an @ or a / in a place'],
    ];
    for (const [address, expected] of cases) {
      const error = await reachError(address);
      expect(error.message).toContain(expected);
      expect(error.message).toMatch(/^--database-url: /);
      const everything = inspect(error, { depth: 20, showHidden: true, getters: true });
      expect(everything).not.toContain('S3c');
      expect(error.cause).toBeUndefined();
    }
    silent.close();
  });

  it('leaves parameters of other tools out, and says so', async () => {
    await using found = await reachFound(
      url('trusted', '?schema=public&pgbouncer=true&channel_binding=prefer'),
      {
        isReadOnly: true,
      },
    );
    expect(found.server.warnings.slice(0, 2)).toEqual([
      "The parameter schema of --database-url is not libpq's and was left out.",
      "The parameter pgbouncer of --database-url is not libpq's and was left out.",
    ]);
  });

  it('may ask for another version than the server has', async () => {
    const error = await reachError(url('trusted'), { version: 17 });
    expect([error.kind, error.place, error.problem]).toEqual([
      'configuration',
      'postgres.version',
      `PostgreSQL 17 is wanted, but the server of --database-url is ${server.version.text}.`,
    ]);
  });
});

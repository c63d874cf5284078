import { execFile, spawnSync } from 'node:child_process';
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serverAccount } from '../../src/postgres/account.ts';
import type { Server, Session } from '../../src/postgres/index.ts';
import { have } from './have.ts';

export const haveOpenssl = () =>
  have('openssl', spawnSync('openssl', ['version']).status === 0, 'apt-get install openssl');

/** An authority, and certificates that it signed, made by openssl. */
export interface Certificates extends AsyncDisposable {
  readonly folder: string;
  /** Path of the authority's certificate. */
  readonly root: string;
  /** Path of another authority's certificate, which signed nothing. */
  readonly stranger: string;
  /** A certificate for `name`, with its key; the paths of both. */
  issue(name: string, altNames: string): Promise<{ readonly certificate: string; readonly key: string }>;
}

const run = (folder: string, ...args: string[]) => promisify(execFile)('openssl', args, { cwd: folder });

export async function makeCertificates(): Promise<Certificates> {
  const folder = await mkdtemp(join(tmpdir(), 'plangate-test-tls-'));
  const authority = async (name: string) => {
    const files = ['-keyout', `${name}.key`, '-out', `${name}.crt`];
    await run(
      folder,
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      ...files,
    );
    return join(folder, `${name}.crt`);
  };
  return {
    folder,
    root: await authority('root'),
    stranger: await authority('stranger'),
    async issue(name, altNames) {
      const [key, request, certificate] = [`${name}.key`, `${name}.csr`, `${name}.crt`];
      await writeFile(join(folder, `${name}.ext`), altNames === '' ? '' : `subjectAltName=${altNames}\n`);
      await run(
        folder,
        'req',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-subj',
        `/CN=${name}`,
        '-keyout',
        key,
        '-out',
        request,
      );
      await run(
        folder,
        ...['x509', '-req', '-in', request, '-CA', 'root.crt', '-CAkey', 'root.key', '-CAcreateserial'],
        ...['-days', '2', '-extfile', `${name}.ext`, '-out', certificate],
      );
      return { certificate: join(folder, certificate), key: join(folder, key) };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Switches TLS on in a running server. `hba`: lines to put before those of pg_hba.conf. */
export async function serveTls(
  server: Server,
  certificates: Certificates,
  altNames: string,
  hba = '',
): Promise<void> {
  await using session = await server.database('postgres').connect();
  const { certificate, key } = await certificates.issue('server', altNames);
  const data = await dataDirectory(session);
  const account = await serverAccount();
  for (const [name, from] of [
    ['server.crt', certificate],
    ['server.key', key],
    ['root.crt', certificates.root],
  ] as const) {
    const path = join(data, name);
    await writeFile(path, await readFile(from), { mode: 0o600 });
    if (account !== null) await chown(path, account.uid, account.gid);
  }
  await session.execute("alter system set ssl_ca_file = 'root.crt'");
  await session.execute('alter system set ssl = on');
  await prependHba(session, hba);
}

export async function dataDirectory(session: Session): Promise<string> {
  const [row] = await session.query<{ data: string }>(`select current_setting('data_directory') as data`);
  if (row === undefined) throw new Error('no data directory');
  return row.data;
}

/** Puts lines before those of pg_hba.conf, and has the server read its files again. */
export async function prependHba(session: Session, lines: string): Promise<void> {
  const path = join(await dataDirectory(session), 'pg_hba.conf');
  await writeFile(path, `${lines}\n${await readFile(path, 'utf8')}`);
  await session.query('select pg_reload_conf()');
  // The postmaster reads them when its signal comes.
  await session.query('select pg_sleep(0.2)');
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import tls, { type ConnectionOptions, checkServerIdentity, rootCertificates } from 'node:tls';
import { UnreadableUri } from './parse-uri.ts';

/** `sslmode` and the files that go with it; a path is null where none was given. */
export interface TlsWish {
  readonly mode: string | null;
  readonly rootCertificate: string | null;
  readonly certificate: string | null;
  readonly key: string | null;
  readonly keyPassword: string | null;
  /** Where libpq looks for the files that were not given. */
  readonly home: string | null;
  /** The name that the certificate must have. */
  readonly host: string;
}

/** The ways to try, in this order; false is without TLS. */
export type TlsAttempts = readonly [ConnectionOptions | false, ...(ConnectionOptions | false)[]];

/**
 * What libpq does for each sslmode. A root certificate, given or in its usual place, makes `require` verify as
 * `verify-ca` does. https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION
 */
export async function tlsAttempts(wish: TlsWish): Promise<TlsAttempts> {
  const mode = wish.mode ?? (wish.rootCertificate === 'system' ? 'verify-full' : 'prefer');
  // libpq ignores sslmode for a Unix-domain socket: nobody is in between.
  if (mode === 'disable' || wish.host.startsWith('/')) return [false];
  const client = await clientCertificate(wish);
  const ca = await rootCertificate(wish, mode);
  const blind = { ...client, rejectUnauthorized: false };
  const chainOnly = { ...client, ...ca, checkServerIdentity: () => undefined };
  switch (mode) {
    case 'allow':
      return [false, ca === null ? blind : chainOnly];
    case 'prefer':
      return [ca === null ? blind : chainOnly, false];
    case 'require':
      return [ca === null ? blind : chainOnly];
    case 'verify-ca':
      return [chainOnly];
    case 'verify-full':
      return [
        { ...client, ...ca, checkServerIdentity: (_name, peer) => checkServerIdentity(wish.host, peer) },
      ];
    default:
      throw new UnreadableUri(
        'Its sslmode is none that libpq knows.',
        'Use disable, allow, prefer, require, verify-ca or verify-full.',
      );
  }
}

async function rootCertificate(wish: TlsWish, mode: string): Promise<ConnectionOptions | null> {
  const { rootCertificate: path } = wish;
  if (path === 'system') {
    if (mode !== 'verify-full') {
      throw new UnreadableUri('sslrootcert=system goes with sslmode=verify-full only.', 'Use verify-full.');
    }
    // Node before 22.15 does not know the system's own, and a named import of what is missing fails.
    const system = 'getCACertificates' in tls ? tls.getCACertificates('system') : [];
    return { ca: [...new Set([...rootCertificates, ...system])] };
  }
  const verifies = mode.startsWith('verify');
  const file = path ?? inHome(wish, 'root.crt');
  const text = file === null ? null : await contentOf(file, path === null ? null : 'sslrootcert');
  if (text !== null) return { ca: text };
  if (!verifies) return null;
  throw new UnreadableUri(
    `sslmode=${mode} needs the certificate of the authority that signed the server's, and none was given.`,
    'Name its file with sslrootcert, or use sslrootcert=system with verify-full for an authority that the system trusts.',
  );
}

async function clientCertificate(wish: TlsWish): Promise<ConnectionOptions> {
  const cert = await fileOr(wish, wish.certificate, 'postgresql.crt', 'sslcert');
  if (cert === null) return {};
  const key = await fileOr(wish, wish.key, 'postgresql.key', 'sslkey');
  if (key === null) {
    throw new UnreadableUri('There is a client certificate without a key.', 'Name its file with sslkey.');
  }
  return { cert, key, ...(wish.keyPassword === null ? {} : { passphrase: wish.keyPassword }) };
}

async function fileOr(
  wish: TlsWish,
  path: string | null,
  usual: string,
  parameter: string,
): Promise<string | null> {
  const file = path ?? inHome(wish, usual);
  return file === null ? null : contentOf(file, path === null ? null : parameter);
}

const inHome = ({ home }: TlsWish, name: string) => (home === null ? null : join(home, '.postgresql', name));

/** Text of a file. `parameter` null: it is in its usual place or nowhere. */
async function contentOf(path: string, parameter: string | null): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    if (parameter === null) return null;
    throw new UnreadableUri(
      `The file that ${parameter} names cannot be read.`,
      'Use a full path, of a file that is on this machine and that you may read.',
    );
  }
}

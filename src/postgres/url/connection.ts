import { access } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { PlangateError } from '../../errors.ts';
import type { UrlRequest } from '../types.ts';
import { type Parameters, parseUri, UnreadableUri } from './parse-uri.ts';
import { passwordFromFile } from './password-file.ts';
import { type TlsAttempts, tlsAttempts } from './tls.ts';

/** Where a URL leads, with what it leaves out filled in. */
export interface Connection {
  /** A name, an address, or a folder with a socket. */
  readonly host: string;
  /** The address to use instead of looking the host up. */
  readonly address: string | null;
  readonly port: number;
  readonly user: string;
  readonly password: string | null;
  readonly database: string;
  readonly options: string;
  readonly applicationName: string | null;
  /** ms */
  readonly patience: number;
  readonly attempts: TlsAttempts;
  /** `channel_binding=require` */
  readonly bindsChannel: boolean;
  /** `sslmode`, `sslrootcert`, … as they were given, paths made absolute, for external commands. */
  readonly tls: Readonly<Record<string, string>>;
  /** Parameters that were left out, since they are of no use here. */
  readonly ignored: readonly string[];
}

/** libpq's parameters that plangate understands, with the variables that stand in for them. */
const variables: Readonly<Record<string, string | null>> = {
  user: 'PGUSER',
  password: 'PGPASSWORD',
  host: 'PGHOST',
  hostaddr: 'PGHOSTADDR',
  port: 'PGPORT',
  dbname: 'PGDATABASE',
  passfile: 'PGPASSFILE',
  options: 'PGOPTIONS',
  application_name: null,
  connect_timeout: 'PGCONNECT_TIMEOUT',
  channel_binding: 'PGCHANNELBINDING',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  sslpassword: null,
};

/** libpq's parameters that change nothing here: the defaults of this client are as good. */
const harmless = new Set(
  `client_encoding fallback_application_name gssencmode gssdelegation gsslib keepalives keepalives_count
   keepalives_idle keepalives_interval krbsrvname load_balance_hosts ssl_max_protocol_version
   ssl_min_protocol_version sslcompression sslnegotiation sslsni target_session_attrs tcp_user_timeout`.split(
    /\s+/,
  ),
);

/** Parameters of other clients, which are found in many a DATABASE_URL. */
const others = new Set(
  'connection_limit pgbouncer pool_timeout schema socket_timeout statement_cache_size supa'.split(' '),
);

/** Reads the URL of a request, its environment and files. Throws a PlangateError that repeats nothing of the URL. */
export async function readConnection(request: UrlRequest): Promise<Connection> {
  try {
    return await complete(parseUri(request.url), request.environment);
  } catch (error) {
    if (!(error instanceof UnreadableUri)) throw error;
    throw new PlangateError({
      kind: 'usage',
      place: request.place,
      problem: `The URL cannot be used: ${error.message}`,
      remedy: error.remedy,
    });
  }
}

async function complete(given: Parameters, environment: UrlRequest['environment']): Promise<Connection> {
  const ignored = Object.keys(given).filter(name => !(name in variables) && !harmless.has(name));
  if (ignored.some(name => !others.has(name))) {
    throw new UnreadableUri(
      'It has a parameter after the ? that is not known here.',
      `Use those of libpq: ${Object.keys(variables).join(', ')}.`,
    );
  }
  const value = (name: string) => {
    const variable = variables[name];
    return given[name] ?? ((variable && environment[variable]) || null);
  };
  const port = wholeNumber(value('port') ?? '5432', 'port', 65_535);
  const host = value('host') ?? value('hostaddr') ?? (await usualHost(port));
  if (host.includes(',')) {
    throw new UnreadableUri('It names several hosts, which is not supported.', 'Name the one to use.');
  }
  const user = value('user') ?? userInfo().username;
  const database = value('dbname') ?? user;
  const home = environment.HOME ?? null;
  const file = value('passfile') ?? (home === null ? null : `${home}/.pgpass`);
  const timeout = wholeNumber(value('connect_timeout') ?? '0', 'connect_timeout', 2_000_000);
  const paths = ['sslrootcert', 'sslcert', 'sslkey'].flatMap(name => {
    const path = value(name);
    return path === null ? [] : [[name, path === 'system' ? path : resolve(path)]];
  });
  const mode = value('sslmode');
  return {
    host,
    address: value('hostaddr'),
    port,
    user,
    // libpq looks for localhost where the socket is in the default folder.
    password:
      value('password') ??
      (file === null
        ? null
        : await passwordFromFile(file, {
            host: socketFolders.includes(host) ? 'localhost' : host,
            port,
            database,
            user,
          })),
    database,
    options: value('options') ?? '',
    applicationName: value('application_name'),
    patience: (timeout === 0 ? 30 : Math.max(2, timeout)) * 1000,
    attempts: await tlsAttempts({
      mode,
      rootCertificate: value('sslrootcert'),
      certificate: value('sslcert'),
      key: value('sslkey'),
      keyPassword: value('sslpassword'),
      home,
      host,
    }),
    bindsChannel: value('channel_binding') === 'require',
    tls: Object.fromEntries([...(mode === null ? [] : [['sslmode', mode]]), ...paths]),
    ignored,
  };
}

const socketFolders = ['/var/run/postgresql', '/tmp'];

/** libpq's default is the folder that it was built with: Debian's, or PostgreSQL's own. */
async function usualHost(port: number): Promise<string> {
  for (const folder of socketFolders) {
    const found = await access(`${folder}/.s.PGSQL.${port}`).then(
      () => true,
      () => false,
    );
    if (found) return folder;
  }
  return 'localhost';
}

function wholeNumber(text: string, name: string, largest: number): number {
  const number = /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : Number.NaN;
  if (number <= largest && (number > 0 || name !== 'port')) return number;
  throw new UnreadableUri(`Its ${name} is no whole number up to ${largest}.`);
}

import { startupOptions } from '../session.ts';
import type { Connection } from './connection.ts';

/** What an external command needs to reach `database` the same way, with `settings` in its sessions. Secret. */
export function externalEnvironment(
  connection: Connection,
  database: string,
  settings: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const { host, address, port, user, password, tls } = connection;
  const options = [connection.options, startupOptions(settings)].join(' ').trim();
  const isSocket = host.startsWith('/');
  const query = new URLSearchParams({
    ...(isSocket ? { host } : {}),
    ...(options === '' ? {} : { options }),
    ...tls,
  }).toString();
  const credentials = `${encode(user)}${password === null ? '' : `:${encode(password)}`}`;
  const authority = `${isSocket ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    // Spaces as libpq reads them, which takes a + as it is.
    DATABASE_URL: `postgresql://${credentials}@${authority}/${encode(database)}${query === '' ? '' : `?${query.replaceAll('+', '%20')}`}`,
    PGHOST: host,
    ...(address === null ? {} : { PGHOSTADDR: address }),
    PGPORT: String(port),
    PGUSER: user,
    ...(password === null ? {} : { PGPASSWORD: password }),
    PGDATABASE: database,
    ...(options === '' ? {} : { PGOPTIONS: options }),
    ...Object.fromEntries(Object.entries(tls).map(([name, value]) => [`PG${name.toUpperCase()}`, value])),
  };
}

/** encodeURIComponent leaves ! ' ( ) * as they are, which some shells and URL readers do not. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16)}`);

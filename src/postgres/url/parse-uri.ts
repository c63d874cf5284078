/** What a connection URI says, by libpq's names: `user`, `password`, `host`, `port`, `dbname`, `sslmode`, …, decoded. */
export type Parameters = Readonly<Record<string, string>>;

/** Why a URI cannot be read. Says nothing of what is in it, for any part may be the password. */
export class UnreadableUri extends Error {
  readonly remedy: string;
  constructor(problem: string, remedy = encodeRemedy) {
    super(problem);
    this.name = 'UnreadableUri';
    this.remedy = remedy;
  }
}

const encodeRemedy =
  'Write it as postgresql://user:password@host:port/database, with special characters of the password percent-encoded: # is %23, / is %2F, @ is %40, % is %25.';

/**
 * Reads a URI as libpq does (conninfo_uri_parse in src/interfaces/libpq/fe-connect.c), which is not what WHATWG's URL
 * does: the user's part ends at the first @ and a # is nothing special. One thing is stricter: a second @ is refused, since the text
 * around it may be half a password and would be shown as a host or a database.
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 */
export function parseUri(uri: string): Parameters {
  const body = /^postgres(?:ql)?:\/\/(.*)$/s.exec(uri.trim())?.[1];
  if (body === undefined) {
    throw new UnreadableUri(
      /^\s*\w+\s*=/.test(uri)
        ? 'It is a list of keywords and values, which is not supported.'
        : 'It does not begin with postgresql:// or postgres://.',
    );
  }
  const [, credentials, rest = ''] = /^(?:([^@/]*)@)?(.*)$/s.exec(body) ?? [];
  if (rest.includes('@')) {
    throw new UnreadableUri('It has an @ or a / in a place where only a percent-encoded one can be.');
  }
  const [, user = '', password = ''] = /^([^:]*)(?::(.*))?$/s.exec(credentials ?? '') ?? [];
  const [, authority = '', path = '', query = ''] =
    /^(\[[^\]]*\][^/?]*|[^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(rest) ?? [];
  const found = {
    user: decode(user),
    password: decode(password),
    ...hostAndPort(authority),
    dbname: decode(path),
    ...parametersOf(query),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ''));
}

function hostAndPort(authority: string): { readonly host: string; readonly port: string } {
  const parts = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(.*))?$/s.exec(authority);
  if (parts === null) {
    throw new UnreadableUri('What stands between the user and the database is no host and port.');
  }
  const [, address, name = '', port = ''] = parts;
  if (address === '') throw new UnreadableUri('The brackets around an IPv6 address are empty.');
  return { host: decode(address ?? name), port: decode(port) };
}

function parametersOf(query: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const pair of query === '' ? [] : query.split('&')) {
    const [, name, value] = /^([^=]+)=([^=]*)$/s.exec(pair) ?? [];
    if (name === undefined || value === undefined) {
      throw new UnreadableUri('What follows the ? is not a list of name=value, with & in between.');
    }
    // As JDBC writes it.
    if (name === 'ssl' && value === 'true') found.sslmode = 'require';
    else found[decode(name)] = decode(value);
  }
  return found;
}

function decode(text: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    throw new UnreadableUri('It has a % that is not followed by two hexadecimal digits of UTF-8 text.');
  }
  if (decoded.includes('\0')) throw new UnreadableUri('It has a %00, which PostgreSQL knows nowhere.');
  return decoded;
}

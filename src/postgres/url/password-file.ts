import { readFile, stat } from 'node:fs/promises';

export interface PasswordQuestion {
  /** A name or an address; `localhost` for a socket in the default folder. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/**
 * The password that a .pgpass file has, or null. A file that others may read is left alone, as libpq does.
 * https://www.postgresql.org/docs/current/libpq-pgpass.html
 */
export async function passwordFromFile(path: string, question: PasswordQuestion): Promise<string | null> {
  const { host, port, database, user } = question;
  const wanted = [host, String(port), database, user];
  try {
    const found = await stat(path);
    if (!found.isFile() || (process.platform !== 'win32' && (found.mode & 0o077) !== 0)) return null;
    for (const line of (await readFile(path, 'utf8')).split(/\r?\n/)) {
      if (line.startsWith('#')) continue;
      // A backslash takes the next character as it is; the password is the rest of the line up to an withoutBackslashesd colon.
      const fields = [...line.matchAll(/((?:\\.|[^\\:])*)(?::|$)/g)].map(([, field = '']) => field);
      const matches = wanted.every(
        (value, index) => fields[index] === '*' || withoutBackslashes(fields[index]) === value,
      );
      const password = fields[wanted.length];
      if (matches && password !== undefined && password !== '') return withoutBackslashes(password);
    }
  } catch {
    // There is no such file, or it cannot be read: the same as one without the password.
  }
  return null;
}

const withoutBackslashes = (field = '') => field.replace(/\\(.)/g, '$1');

import { PlangateError } from '../../errors.ts';
import { quoteIdentifier, quoteLiteral } from '../../sql/index.ts';
import { DatabaseError, type Session } from '../types.ts';

/** Creates an empty database in UTF8. Gives the locale that was taken. Throws a PlangateError (configuration) for an unknown one. */
export async function createDatabase(
  session: Session,
  name: string,
  locale: string,
  major: number,
): Promise<string> {
  const create = (which: string) =>
    session.execute(
      // template0 may be of another encoding and locale, and holds nothing that somebody put there.
      `create database ${quoteIdentifier(name)} template template0 encoding 'UTF8' locale ${quoteLiteral(which)}${
        major >= 15 ? ' locale_provider libc' : ''
      }`,
    );
  try {
    await create(locale);
    return locale;
  } catch (error) {
    if (!isUnknownLocale(error)) throw error;
    if (/^C\.utf-?8$/i.test(locale)) {
      // As with initdb: C sorts the same and differs only beyond ASCII in upper() and lower().
      await create('C');
      return 'C';
    }
    throw new PlangateError({
      kind: 'configuration',
      place: 'postgres.locale',
      problem: `"${locale}" is not a locale of this server.`,
      remedy: '`select collname from pg_collation` lists what it has; C.UTF-8 and C work everywhere.',
      details: error.message,
    });
  }
}

/** wrong_object_type, by check_locale in src/backend/commands/dbcommands.c. Its message may be in any language. */
function isUnknownLocale(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && error.fields.code === '42809';
}

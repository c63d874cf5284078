import { quoteIdentifier } from '../../sql/index.ts';
import { DatabaseError, type Session } from '../types.ts';
import { setFor } from './set-for.ts';
import {
  knownSettings,
  settingError,
  settingsOfRole,
  settingsWarning,
  type WantedSetting,
  wantedSettings,
} from './settings.ts';

/** What the databases that plangate creates on a server of somebody else's have of what is wanted. */
export interface OwnSettings {
  /** Set for each database, so that external commands have them too. */
  readonly lasting: readonly WantedSetting[];
  /** What only each session can bring: settings of extensions' kind, such as `app.tenant`, of a role that is no superuser. */
  readonly carried: Readonly<Record<string, string>>;
  /** Names of everything that is worth showing. */
  readonly names: readonly string[];
  readonly warnings: readonly string[];
}

/** Finds out, in a database made for it, which settings can be had. Throws a PlangateError (configuration) for a mistake in one. */
export async function trySettings(
  session: Session,
  database: string,
  user: Readonly<Record<string, string>>,
  major: number,
): Promise<OwnSettings> {
  const roles = await settingsOfRole(session);
  const wanted = wantedSettings(user, false).map(setting => ({
    ...setting,
    isRoles: roles.includes(setting.name),
  }));
  const known = await knownSettings(
    session,
    major,
    wanted.map(({ name }) => name),
  );
  const lasting: WantedSetting[] = [];
  const carried: WantedSetting[] = [];
  for (const setting of wanted) {
    if (known.get(setting.name)?.settable === false) continue;
    try {
      await setForDatabase(session, database, setting);
      lasting.push(setting);
    } catch (error) {
      const isDenied = error instanceof DatabaseError && error.fields.code === '42501';
      if (isDenied && !known.has(setting.name)) carried.push(setting);
      // One of plangate's own may be unknown to this server.
      else if (setting.isUsers && !isDenied) throw settingError(error, setting.name);
    }
  }
  const had = [...lasting, ...carried];
  return {
    lasting,
    carried: Object.fromEntries(carried.map(({ name, value }) => [name, value])),
    names: [...new Set([...had.map(({ name }) => name), ...known.keys()])],
    warnings: settingsWarning(
      wanted.filter(setting => !had.includes(setting)),
      known,
    ),
  };
}

/** Sets it for the database, and for the role that asks in it, whose settings of its own would come over the database's. */
export async function setForDatabase(
  session: Session,
  database: string,
  setting: WantedSetting,
): Promise<void> {
  const name = quoteIdentifier(database);
  await setFor(session, `alter database ${name}`, setting.name, setting.value);
  if (setting.isRoles)
    await setFor(session, `alter role current_user in database ${name}`, setting.name, setting.value);
}

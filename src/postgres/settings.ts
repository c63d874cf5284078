import { PlangateError } from '../errors.ts';
import { ownSettings, reservedSettings, statementSettings } from './own-settings.ts';

/** The settings to start a server with: plangate's own, then the user's over them. Names are in lower case. */
export function serverSettings(
  user: Readonly<Record<string, string>>,
  countStatements: boolean,
): Record<string, string> {
  const groups = countStatements ? [...ownSettings, statementSettings] : ownSettings;
  const settings: Record<string, string> = Object.assign({}, ...groups.map(group => group.settings));
  const libraries = countStatements ? ['pg_stat_statements'] : [];
  for (const [given, value] of Object.entries(user)) {
    const name = given.toLowerCase();
    if (!/^[a-z_][\w$.]*$/.test(name) || value.includes('\0')) {
      throw new PlangateError({
        kind: 'configuration',
        place: 'postgres.settings',
        problem: `${JSON.stringify({ [given]: value })} is no setting.`,
        remedy: 'Write names as in postgresql.conf, such as work_mem: 8MB.',
      });
    }
    if (reservedSettings.has(name)) {
      throw new PlangateError({
        kind: 'configuration',
        place: `postgres.settings.${given}`,
        problem: 'plangate chooses this setting itself, so that it can start and stop its server.',
        remedy: 'Remove it.',
      });
    }
    if (name === 'shared_preload_libraries') libraries.push(...otherLibraries(value));
    else settings[name] = value;
  }
  if (libraries.length > 0) settings.shared_preload_libraries = libraries.join(',');
  return settings;
}

function otherLibraries(value: string): string[] {
  return value
    .split(',')
    .map(library => library.trim())
    .filter(library => library !== '' && library !== 'pg_stat_statements');
}

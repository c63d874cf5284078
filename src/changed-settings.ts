import type { WrittenPolicy } from './config/index.ts';
import type { ChangedSetting } from './culprit/index.ts';
import type { Sides } from './migrations/index.ts';
import { DatabaseError, requestedSettings, settingsOfBase, withBases } from './postgres/index.ts';

export interface OwnSettings {
  /** Base and its twin have what base asks for, head what head does. */
  readonly sides: Sides;
  /** Those of a change to `postgres.settings`, or to the file of `settings-from`. */
  readonly changes: readonly ChangedSetting[];
  readonly warnings: readonly string[];
}

/**
 * Gives the sessions of base's databases the settings that base asks for, where a change asks for others: both were built
 * on a server that has head's. What is only read has nobody's.
 *
 * @param written the policies as they are written; base's is null where it has none, and head's then holds for both
 */
export async function withOwnSettings(
  sides: Sides,
  written: { readonly base: WrittenPolicy | null; readonly head: WrittenPolicy },
): Promise<OwnSettings> {
  const { base, twin, servers } = sides;
  const unchanged = { sides, changes: [], warnings: [] };
  if (base === null || servers === null || written.base === null || written.base.file === null)
    return unchanged;
  const { major } = servers.base.version;
  const requested = { base: settingsIn(written.base, major), head: settingsIn(written.head, major) };
  try {
    const { different, fixed } = await settingsOfBase(base, requested);
    const changes = different.map(
      (each): ChangedSetting => ({ ...each, ...placeOn(written.head, each.name) }),
    );
    const told =
      fixed.length === 0
        ? []
        : [
            `Both sides run with head's ${fixed.join(', ')}: a server has it for all of its sessions, from its start.`,
          ];
    if (changes.length === 0) return { ...unchanged, warnings: told };
    const own = {
      ...sides,
      base: withBases(base, different),
      twin: twin === null ? null : withBases(twin, different),
    };
    return { sides: own, changes, warnings: told };
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.lost) throw error;
    return {
      ...unchanged,
      warnings: [`Both sides run with head's settings, because base's cannot be set: ${error.message}.`],
    };
  }
}

function settingsIn({ policy }: WrittenPolicy, major: number): Readonly<Record<string, string>> {
  const settings = Object.entries(requestedSettings(policy.postgres, major));
  return Object.fromEntries(settings.map(([name, value]) => [name.toLowerCase(), value]));
}

/** Where head writes a setting; nulls where it leaves it to PostgreSQL. */
function placeOn(
  { file, policy, lineOf }: WrittenPolicy,
  name: string,
): { readonly file: string | null; readonly line: number | null } {
  const { settings, settingsFrom } = policy.postgres;
  const own = Object.keys(settings).find(each => each.toLowerCase() === name);
  if (own !== undefined) return { file, line: lineOf(['postgres', 'settings', own]) };
  const there = settingsFrom?.settings.findLast(each => each.name === name);
  return there === undefined || settingsFrom === null
    ? { file: null, line: null }
    : { file: settingsFrom.file, line: there.line };
}

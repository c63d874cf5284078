import type { Sides } from '../migrations/index.ts';
import { withBases } from '../postgres/index.ts';
import { midpoint } from './blame.ts';
import { probe } from './probe.ts';
import type { ChangedSetting, TrialPolicy } from './types.ts';
import type { Walker } from './walk-files.ts';
import { type Cause, settingCause } from './words.ts';

/**
 * Whether a walker does on base's database what it does on head as soon as the settings are head's: then the one of them
 * that is enough by itself, or all of them. null where they do not move it, and where there are none.
 */
export async function findInSettings(
  { suspect, case_ }: Walker,
  settings: readonly ChangedSetting[],
  { base, servers }: Sides,
  policy: TrialPolicy,
  signal: AbortSignal,
): Promise<Cause | null> {
  if (base === null || servers === null || settings.length === 0) return null;
  // The server was started with head's.
  const withHeads = servers.base.database(base.name);
  const isMoved = async (heads: readonly ChangedSetting[]) => {
    const others = settings.filter(each => !heads.includes(each));
    const database = withBases(withHeads, others);
    const position = await probe(database, case_, suspect.metric, policy, signal);
    return position !== null && position >= midpoint;
  };
  if (!(await isMoved(settings))) return null;
  if (settings.length > 1) for (const one of settings) if (await isMoved([one])) return settingCause([one]);
  return settingCause(settings);
}

import { PlangateError } from '../errors.ts';
import { planShaping } from './plan-shaping.ts';
import type { ServerRequest, SettingsFrom } from './types.ts';

/** What a server of one major takes over from the settings of another one. */
export interface TakenSettings {
  readonly settings: Readonly<Record<string, string>>;
  /** How many were taken and how many left, such as `9 settings taken from db/production.conf, 341 left (…)`. */
  readonly summary: string;
  /** What the user should know, each a sentence. */
  readonly warnings: readonly string[];
}

/**
 * The settings of `from` that shape plans and that `major` knows. One that it does not know would keep it from
 * starting: it is left out with a warning, for production may run a newer PostgreSQL than the check.
 */
export function takeSettings({ file, settings, includes }: SettingsFrom, major: number): TakenSettings {
  const last = new Map(settings.map(({ name, value }) => [name, value]));
  const shaping = [...last].filter(([name]) => Object.hasOwn(planShaping, name));
  const isKnown = (name: string) => (planShaping[name]?.since ?? major) <= major;
  const taken = shaping.filter(([name]) => isKnown(name));
  const unknown = shaping.map(([name]) => name).filter(name => !isKnown(name));
  const warnings = includes.map(
    ({ directive, line }) =>
      `${file}:${line}: plangate does not follow ${directive}, so settings of the files it names are missing. ` +
      'The output of `select name, setting from pg_settings` has them all.',
  );
  if (unknown.length > 0)
    warnings.push(`${file}: PostgreSQL ${major} does not know ${unknown.join(', ')}: left out.`);
  if (shaping.length === 0) warnings.push(`${file}: none of its settings shapes plans, so none is taken.`);
  const noun = taken.length === 1 ? 'setting' : 'settings';
  return {
    settings: Object.fromEntries(taken),
    summary: `${taken.length} ${noun} taken from ${file}, ${last.size - taken.length} left: only what shapes plans is taken`,
    warnings,
  };
}

/** What the user wants set on a server of this major: production's settings, then those of `settings` over them. */
export function requestedSettings(
  request: Pick<ServerRequest, 'settings' | 'settingsFrom'>,
  major: number,
): Readonly<Record<string, string>> {
  const { settings, settingsFrom } = request;
  if (settingsFrom === undefined || settingsFrom === null) return settings;
  const own = Object.entries(settings).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { ...takeSettings(settingsFrom, major).settings, ...Object.fromEntries(own) };
}

/** An error that blames a setting of `settings`, as it should read where the setting came from `settings-from`. */
export function blameSource(
  error: unknown,
  request: Pick<ServerRequest, 'settings' | 'settingsFrom'>,
): unknown {
  const prefix = 'postgres.settings.';
  if (!(error instanceof PlangateError && error.place.startsWith(prefix))) return error;
  const name = error.place.slice(prefix.length);
  const isOwn = Object.keys(request.settings).some(own => own.toLowerCase() === name);
  const source = request.settingsFrom?.settings.findLast(setting => setting.name === name);
  if (isOwn || source === undefined) return error;
  const { kind, problem, details, cause } = error;
  return new PlangateError({
    kind,
    place: `${request.settingsFrom?.file}:${source.line}, ${name}`,
    problem,
    remedy: `Correct the file, or set ${name} in postgres.settings, which is applied over it.`,
    details,
    cause,
  });
}

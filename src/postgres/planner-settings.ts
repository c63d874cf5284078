import { ownSettings } from './own-settings.ts';
import { planShaping } from './plan-shaping.ts';
import { roleSettings } from './role-settings.ts';
import type { Database, Session } from './types.ts';

/** Name → value with its unit, as SHOW prints it: `work_mem` → `64kB`. */
export type PlannerSettings = Readonly<Record<string, string>>;

interface Setting {
  readonly name: string;
  readonly value: string;
  /** Whether it is what PostgreSQL has built in, whatever the defaults of initdb or of a provider are. */
  readonly isDefault: boolean;
}

/** By name, since the categories of pg_settings are in the server's language. A name that the server does not know is none. */
const statement = `
  select name, current_setting(name) as value, setting is not distinct from boot_val as "isDefault"
  from pg_settings where name = any ($1::text[]) order by name collate "C"`;

/** What shapes plans, and what times and counts depend on besides. */
const told = [
  ...Object.keys(planShaping),
  'jit',
  'jit_above_cost',
  'jit_inline_above_cost',
  'jit_optimize_above_cost',
  'shared_buffers',
  'effective_io_concurrency',
];

const plangates = new Map(ownSettings.flatMap(({ settings }) => Object.entries(settings)));

/** An array as text: no name needs quoting. */
const names = `{${told.join(',')}}`;

/** The settings that plans and counts depend on and that are not PostgreSQL's own, as the session has them. */
export async function readPlannerSettings(session: Session): Promise<PlannerSettings> {
  return Object.fromEntries(
    (await readAll(session)).filter(({ isDefault }) => !isDefault).map(({ name, value }) => [name, value]),
  );
}

/**
 * As `readPlannerSettings` for both databases; what differs from PostgreSQL's own on one side is told of both. With
 * `role` as a login of that role would find them, since ALTER ROLE … SET is a migration like any other.
 */
export async function plannerSettings(
  { base, head }: { readonly base: Database | null; readonly head: Database },
  role: string | null,
): Promise<{ readonly base: PlannerSettings | null; readonly head: PlannerSettings }> {
  const before = base === null ? null : await settingsIn(base, role);
  const after = await settingsIn(head, role);
  const changed = new Set(
    [...(before ?? []), ...after].filter(({ isDefault }) => !isDefault).map(({ name }) => name),
  );
  const changedIn = (settings: readonly Setting[]) =>
    Object.fromEntries(
      settings.filter(({ name }) => changed.has(name)).map(({ name, value }) => [name, value]),
    );
  return { base: before === null ? null : changedIn(before), head: changedIn(after) };
}

async function settingsIn(database: Database, role: string | null): Promise<readonly Setting[]> {
  const applicationName = 'plangate settings';
  await using session = await database.connect({ applicationName });
  const own = role === null ? {} : await roleSettings(session, role);
  const settings = Object.fromEntries(Object.entries(own).filter(([name]) => told.includes(name)));
  if (Object.keys(settings).length === 0) return await readAll(session);
  await using asRole = await database.connect({ applicationName, settings });
  return await readAll(asRole);
}

async function readAll(session: Session): Promise<readonly Setting[]> {
  const settings = await session.query<Setting & Record<string, unknown>>(statement, [names]);
  // What plangate sets and somebody set otherwise is told even where it is PostgreSQL's own again, such as jit=on.
  return settings.map(setting => ({
    ...setting,
    isDefault: setting.isDefault && (plangates.get(setting.name) ?? setting.value) === setting.value,
  }));
}

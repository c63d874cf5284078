import type { Session } from './types.ts';

/** What a login of `role` brings in this database by ALTER ROLE … SET, the database's own settings for it over the others. */
export async function roleSettings(
  session: Session,
  role: string,
): Promise<Readonly<Record<string, string>>> {
  const rows = await session.query<{ name: string; value: string }>(
    `select split_part(setting, '=', 1) as name, substr(setting, strpos(setting, '=') + 1) as value
     from pg_db_role_setting s join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) setting
     where r.rolname = $1 and s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
     order by s.setdatabase`,
    [role],
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

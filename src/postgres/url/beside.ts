import type { Session } from '../types.ts';

/** What all databases of a server share, by name, each with a digest of what it is. Passwords are not in it. */
export type Beside = ReadonlyMap<string, string>;

/** Databases of this and other runs come and go. */
const sql = `
  select 'role ' || rolname as name, md5(concat_ws(' ', rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin,
    rolreplication, rolbypassrls, rolconnlimit, rolvaliduntil,
    (select array_agg(roleid::text order by roleid) from pg_auth_members where member = r.oid))) as digest
  from pg_roles r
  union all select 'database ' || datname, md5(concat_ws(' ', datdba, datacl, datconnlimit, datistemplate, datallowconn))
  from pg_database where datname !~ '^plangate_[0-9a-f]{20}_'
  union all select 'tablespace ' || spcname, md5(concat_ws(' ', spcowner, spcacl, spcoptions)) from pg_tablespace
  union all select 'settings of ' || concat_ws(' in ', nullif(pg_get_userbyid(setrole), 'unknown (OID=0)'), datname), md5(setconfig::text)
  from pg_db_role_setting left join pg_database d on d.oid = setdatabase
  where datname is null or datname !~ '^plangate_[0-9a-f]{20}_'`;

export async function readBeside(session: Session): Promise<Beside> {
  const rows = await session.query<{ name: string; digest: string }>(sql);
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}

/** What came, went or changed, as a sentence; none where nothing did. */
export function changesBeside(before: Beside, after: Beside): readonly string[] {
  const found = [
    ...[...after.keys()].filter(name => !before.has(name)).map(name => `${name} was created`),
    ...[...before.keys()].filter(name => !after.has(name)).map(name => `${name} was dropped`),
    ...[...after]
      .filter(([name, digest]) => before.has(name) && before.get(name) !== digest)
      .map(([name]) => `${name} was changed`),
  ];
  if (found.length === 0) return [];
  const more = found.length > 10 ? [`and ${found.length - 10} more`] : [];
  return [
    `While both sides were built, something changed on the server beside plangate's databases: ${[...found.slice(0, 10), ...more].join(', ')}. If a migration or an external command did it, it is still there: undo it, and take an engine that starts a server of its own.`,
  ];
}

import { quoteIdentifier, quoteLiteral } from '../../sql/index.ts';
import type { Session } from '../types.ts';
import { setFor } from './set-for.ts';

/** What pg_database and pg_db_role_setting say of a database that CREATE DATABASE … TEMPLATE does not copy. */
type Properties = {
  readonly comment: string | null;
  readonly limit: number;
  /** null: the defaults. The owner's and PUBLIC's privileges are among them otherwise. */
  readonly privileges: readonly { grantee: string | null; privilege: string; grantable: boolean }[] | null;
  readonly settings: readonly { role: string | null; setting: string }[];
};

const question = `
  select shobj_description(d.oid, 'pg_database') as comment, datconnlimit as limit,
    case when datacl is not null then (select coalesce(json_agg(json_build_object(
      'grantee', case when grantee <> 0 then pg_get_userbyid(grantee) end,
      'privilege', privilege_type, 'grantable', is_grantable)), '[]') from aclexplode(datacl)) end as privileges,
    (select coalesce(json_agg(json_build_object(
      'role', case when setrole <> 0 then pg_get_userbyid(setrole) end, 'setting', setting)), '[]')
     from pg_db_role_setting, unnest(setconfig) setting where setdatabase = d.oid) as settings
  from pg_database d where datname = $1`;

/**
 * Gives `target` the settings, privileges, comment and connection limit of `source`, with the statements that anybody
 * may use for a database of their own.
 */
export async function copyProperties(session: Session, source: string, target: string): Promise<void> {
  const [row] = await session.query<Properties>(question, [source]);
  if (row === undefined) throw new Error(`there is no database ${source}`);
  const name = quoteIdentifier(target);
  const statements: string[] = [];
  if (row.comment !== null) statements.push(`comment on database ${name} is ${quoteLiteral(row.comment)}`);
  if (row.limit !== -1) statements.push(`alter database ${name} connection limit ${row.limit}`);
  if (row.privileges !== null) {
    statements.push(`revoke all on database ${name} from public`);
    for (const { grantee, privilege, grantable } of row.privileges) {
      const to = grantee === null ? 'public' : quoteIdentifier(grantee);
      statements.push(
        `grant ${privilege} on database ${name} to ${to}${grantable && grantee !== null ? ' with grant option' : ''}`,
      );
    }
  }
  for (const statement of statements) await session.execute(statement);
  for (const { role, setting } of row.settings) {
    const [, variable = '', value = ''] = /^([^=]*)=(.*)$/s.exec(setting) ?? [];
    const whose =
      role === null ? `alter database ${name}` : `alter role ${quoteIdentifier(role)} in database ${name}`;
    await setFor(session, whose, variable, value);
  }
}

import { quoteIdentifier, quoteLiteral } from '../sql/index.ts';
import type { Session } from './types.ts';

/**
 * Creates `name` as a copy of `source`, with what CREATE DATABASE does not copy: owner, connection limit, comment,
 * privileges and settings of the database. Data, statistics, visibility map and bloat are the same file contents.
 * https://www.postgresql.org/docs/current/sql-createdatabase.html
 */
export async function cloneDatabase(
  session: Session,
  major: number,
  source: string,
  name: string,
): Promise<void> {
  const [row] = await session.query<{ owner: string; comment: string | null }>(
    `select pg_get_userbyid(datdba) as owner, shobj_description(oid, 'pg_database') as comment
     from pg_database where datname = $1`,
    [source],
  );
  if (row === undefined) throw new Error(`there is no database ${source}`);
  const target = quoteIdentifier(name);
  // Copying files is quicker than logging pages. 14 knows no other way and no word for it.
  const strategy = major >= 15 ? ' strategy file_copy' : '';
  await session.execute(
    `create database ${target} template ${quoteIdentifier(source)} owner ${quoteIdentifier(row.owner)}${strategy}`,
  );
  if (row.comment !== null)
    await session.execute(`comment on database ${target} is ${quoteLiteral(row.comment)}`);
  // The catalogue rows are copied as they are: rebuilding GRANT and SET statements would need every quoting rule of
  // every setting and each privilege's grantor. pg_shdepend keeps DROP ROLE and DROP OWNED right.
  await session.query(
    `with old as (select oid, datacl, datconnlimit from pg_database where datname = $1), new as (select oid from pg_database where datname = $2),
     settings as (
       insert into pg_db_role_setting (setdatabase, setrole, setconfig)
       select new.oid, setrole, setconfig from pg_db_role_setting, old, new where setdatabase = old.oid
     ), dependencies as (
       insert into pg_shdepend (dbid, classid, objid, objsubid, refclassid, refobjid, deptype)
       select dbid, classid, new.oid, objsubid, refclassid, refobjid, deptype from pg_shdepend, old, new
       where dbid = 0 and classid = 'pg_database'::regclass and objid = old.oid and deptype = 'a'
     )
     update pg_database set datacl = old.datacl, datconnlimit = old.datconnlimit
     from old, new where pg_database.oid = new.oid`,
    [source, name],
  );
}

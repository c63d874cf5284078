import { quoteIdentifier, quoteLiteral } from '../sql/index.ts';
import { DatabaseError, type Session } from './types.ts';

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
  await createFromTemplate(session, major, source, name, row.owner);
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

/**
 * CREATE DATABASE … TEMPLATE in the quickest way that the server has. Copying files is quicker than logging pages; 14
 * knows no other way and no word for it. 18 can leave the copying to the file system, which may share the blocks:
 * https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-FILE-COPY-METHOD
 * The session's file_copy_method is what it was before, unless this fails. `owner` null: the session's own role.
 */
export async function createFromTemplate(
  session: Session,
  major: number,
  source: string,
  name: string,
  owner: string | null,
): Promise<void> {
  const owned = owner === null ? '' : ` owner ${quoteIdentifier(owner)}`;
  const strategy = major >= 15 ? ' strategy file_copy' : '';
  const statement = `create database ${quoteIdentifier(name)} template ${quoteIdentifier(source)}${owned}${strategy}`;
  if (!(await mayClone(session))) return await session.execute(statement);
  await session.execute('set file_copy_method = clone');
  try {
    await session.execute(statement);
  } catch (error) {
    if (!isRefusedByFileSystem(error)) throw error;
    await session.execute('set file_copy_method = copy');
    await session.execute(statement);
  }
  await session.execute('reset file_copy_method');
}

/** Whether the server knows the setting, and was built for a system that can. */
async function mayClone(session: Session): Promise<boolean> {
  const rows = await session.query(
    `select from pg_settings where name = 'file_copy_method' and 'clone' = any (enumvals)`,
  );
  return rows.length > 0;
}

/** What src/backend/storage/file/copydir.c says when the system call fails, such as for a file system that lacks it. */
function isRefusedByFileSystem(error: unknown): boolean {
  // The SQLSTATE depends on errno. What has another reason, such as a full disk, fails a second time and says so.
  return error instanceof DatabaseError && /could not clone file/.test(error.message);
}

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { quoteIdentifier } from '../../sql/index.ts';
import { DatabaseError, type Session } from '../types.ts';

/** `plan` in ASCII: the first key of the advisory locks that say which runs live. */
const lockKey = 0x706c616e;

/** How the databases of every run are called; the digits are the run's. */
const databaseName = '^plangate_[0-9a-f]{20}(_|$)';

/** 20 hexadecimal digits that nobody can guess. */
export function newRun(): string {
  return randomBytes(10).toString('hex');
}

/** Marks a run as alive for as long as `session` lives, before its first database is created. */
export async function markAlive(session: Session, run: string): Promise<void> {
  await session.query('select pg_advisory_lock($1, $2)', [String(lockKey), String(secondKey(run))]);
}

/** The run's first 32 bits as PostgreSQL's integer, which has a sign. */
const secondKey = (run: string) => Number.parseInt(run.slice(0, 8), 16) | 0;

/**
 * Databases of this role's that runs left behind: named as ours are, and nobody holds the run's lock. A living run took
 * its lock before its database was there to be seen. The locks of all databases are listed, without their sign.
 * https://www.postgresql.org/docs/current/view-pg-locks.html
 */
const abandoned = `
  select d.datname as name from pg_database d
  where d.datname ~ $1 and d.datdba = (select oid from pg_roles where rolname = current_user)
    and not exists (select from pg_locks l
      where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
        and l.classid::bigint = $2::bigint and l.objid::bigint = ('x' || substr(d.datname, 10, 8))::bit(32)::bigint)`;

/** Longest time for cleaning up after others, in ms. */
const patience = 15_000;

/**
 * Drops what killed runs left on the server. Never by force: should a run have lost its lock and not its life, its
 * sessions keep its databases. A backend that is still at work for a dead run notices so within seconds; what is in use for
 * longer is left to the next run. Gives the names of what was dropped. Never throws.
 */
export async function dropAbandoned(session: Session): Promise<readonly string[]> {
  const dropped: string[] = [];
  const deadline = performance.now() + patience;
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      const rows = await session.query<{ name: string }>(abandoned, [databaseName, String(lockKey)]);
      const left: string[] = [];
      for (const { name } of rows) {
        if (performance.now() > deadline) return dropped;
        // PostgreSQL itself waits five seconds for sessions to end.
        await session.execute(`drop database if exists ${quoteIdentifier(name)}`).then(
          () => dropped.push(name),
          error => {
            if (error instanceof DatabaseError && error.fields.code === '55006') left.push(name);
          },
        );
      }
      if (left.length === 0) return dropped;
      await sleep(500);
    } catch {
      return dropped;
    }
  }
  return dropped;
}

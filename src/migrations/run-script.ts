import { PlangateError } from '../errors.ts';
import { type Database, DatabaseError, type Session } from '../postgres/index.ts';
import type { Statement } from '../sql/index.ts';
import type { Script } from './script.ts';
import { lostError, statementError } from './statement-error.ts';
import { inPlaceTablespace } from './tablespace.ts';
import { withSession } from './with-session.ts';

/**
 * Runs a file in a session of its own, statement by statement, each committed by itself unless the file begins a
 * transaction. random() begins alike in every session, so that the same file makes the same rows on both sides.
 * Gives the ms that the statements took.
 */
export async function runScript(
  database: Database,
  script: Script,
  say: (detail: string) => void,
  signal: AbortSignal,
): Promise<number> {
  return withSession(database, signal, async session => {
    await session.execute('select setseed(0.5)');
    const began = performance.now();
    for (const [index, statement] of script.statements.entries()) {
      signal.throwIfAborted();
      say(`statement ${index + 1} of ${script.statements.length}`);
      try {
        await runStatement(session, script, statement);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof DatabaseError)) throw error;
        if (error.lost) throw lostError(script, statement, error, await database.server.logTail());
        throw statementError(script, statement, error, database.server);
      }
    }
    const took = performance.now() - began;
    await requireNoTransaction(session, script);
    return took;
  });
}

/** Runs one statement of a file, with its data where it is a COPY. */
export async function runStatement(session: Session, script: Script, statement: Statement): Promise<void> {
  const { copyData } = statement;
  const tablespace = inPlaceTablespace(statement);
  if (tablespace !== null) {
    await session.execute('set allow_in_place_tablespaces = on');
    await session.execute(tablespace);
  } else if (copyData === null) await session.execute(statement.text);
  else await session.copyFrom(statement.text, pieces(script.text, copyData.start, copyData.end));
}

/** Characters of COPY data sent at once. */
const pieceLength = 65_536;

function* pieces(text: string, start: number, end: number): Generator<string, void, undefined> {
  for (let at = start; at < end; ) {
    let next = Math.min(at + pieceLength, end);
    // A character outside the basic plane is two units, which must not be parted.
    if (next < end && isHighSurrogate(text.charCodeAt(next - 1))) next++;
    yield text.slice(at, next);
    at = next;
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** What a transaction that never ends has written is lost with its session. */
async function requireNoTransaction(session: Session, script: Script): Promise<void> {
  const [row] = await session.query<{ open: boolean }>(
    'select pg_current_xact_id_if_assigned() is not null as open',
  );
  if (row?.open !== true) return;
  const begin = script.statements.findLast(
    ({ words }) => words[0] === 'begin' || (words[0] === 'start' && words[1] === 'transaction'),
  );
  throw new PlangateError({
    kind: script.kind,
    place: `${script.file}:${begin?.line ?? 1}`,
    problem: `The file on ${script.side} ends inside the transaction that begins here, so nothing of it would be kept.`,
    remedy: 'End it with COMMIT.',
  });
}

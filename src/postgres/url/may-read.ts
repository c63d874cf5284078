import { significantTokens } from '../../sql/index.ts';

/** How a statement may begin. What writes among them is refused by PostgreSQL, with a message that says why. */
const statements = new Set('( SELECT WITH VALUES TABLE SHOW INSERT UPDATE DELETE MERGE'.split(' '));

/** What can follow the parenthesis of a query; anything else in that place of an EXPLAIN is one of its options. */
const queries = new Set(['(', 'SELECT', 'WITH', 'VALUES', 'TABLE']);

/**
 * Functions that act outside the transaction, so that neither READ ONLY nor ROLLBACK holds them: other connections, files and
 * signals of the server, statistics, replication. A name in a function's body is not seen here; what remains is a
 * matter of the role's privileges, for all but dblink need some.
 * https://www.postgresql.org/docs/current/functions-admin.html
 */
const outside =
  /^"?(DBLINK\w*|LO_(EX|IM)PORT|PG_FILE_(WRITE|RENAME|UNLINK|SYNC)|PG_(TERMINATE|CANCEL)_BACKEND|PG_(RELOAD_CONF|ROTATE_LOGFILE|PROMOTE|SWITCH_WAL|CREATE_RESTORE_POINT|LOGICAL_EMIT_MESSAGE|IMPORT_SYSTEM_COLLATIONS)|PG_(BACKUP_)?(START|STOP)(_BACKUP)?|PG_WAL_REPLAY_\w+|PG_STAT_\w*RESET\w*|PG_(CREATE|COPY|DROP)_\w*REPLICATION_SLOT|PG_(LOGICAL|REPLICATION)_(SLOT|ORIGIN)_\w+)"?$/;

/** The tokens of a statement without semicolons at its end, in upper case. */
export function wordsOf(sql: string): string[] {
  const words = [...significantTokens(sql)].map(({ start, end }) => sql.slice(start, end).toUpperCase());
  while (words.at(-1) === ';') words.pop();
  return words;
}

/** What of a statement is not for a database that is only read, in its own words; null when it may be sent. */
export function refusedPart(words: readonly string[]): string | null {
  const [first = '', second = ''] = words;
  if (first === 'SET') return ['LOCAL', 'CONSTRAINTS'].includes(second) ? null : first;
  const explained = first === 'EXPLAIN' ? afterExplain(words) : words;
  const [verb = ''] = explained;
  if (!statements.has(verb)) return (first === 'EXPLAIN' ? `EXPLAIN ${verb}` : first).trim();
  // EXPLAIN ANALYZE creates the table even in a read-only transaction: ExplainOneUtility asks nothing of ExecCreateTableAs.
  const creates = explained.some(
    (word, index) => word === 'INTO' && !['INSERT', 'MERGE'].includes(explained[index - 1] ?? ''),
  );
  if (creates) return 'SELECT INTO';
  const called = words.find((word, index) => outside.test(word) && words[index + 1] === '(');
  return called === undefined ? null : `${called.replaceAll('"', '').toLowerCase()}()`;
}

/** The statement in an EXPLAIN: https://www.postgresql.org/docs/current/sql-explain.html */
function afterExplain(words: readonly string[]): readonly string[] {
  let at = 1;
  if (words[at] === '(' && !queries.has(words[at + 1] ?? '')) at = words.indexOf(')', at) + 1 || words.length;
  while (/^(ANALY[SZ]E|VERBOSE)$/.test(words[at] ?? '')) at++;
  return words.slice(at);
}

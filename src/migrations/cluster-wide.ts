import { significantTokens } from '../sql/index.ts';
import type { Script } from './script.ts';

/** A statement that changes what all databases of a server share. */
export interface ClusterWide {
  /** `db/migrations/0001.sql:3` */
  readonly place: string;
  /** Such as `ALTER ROLE`. */
  readonly what: string;
}

/** The first cluster-wide statement of some files, function bodies and what they EXECUTE included; null when there is none. */
export function findClusterWide(scripts: readonly Script[]): ClusterWide | null {
  for (const script of scripts) {
    for (const statement of script.statements) {
      const what = clusterWideIn(statement.text);
      if (what !== null) return { place: `${script.file}:${statement.line}`, what };
    }
  }
  return null;
}

/**
 * The first statement that acts on a server that others use in another way: on what a role owns in other databases, on
 * catalogues, files, programs and other sessions. By the words of the statement, so what it puts together is not seen.
 */
export function findReachingOut(scripts: readonly Script[]): ClusterWide | null {
  for (const script of scripts) {
    for (const statement of script.statements) {
      const what = reachingOutIn(statement.text);
      if (what !== null) return { place: `${script.file}:${statement.line}`, what };
    }
  }
  return null;
}

export function reachingOutIn(sql: string): string | null {
  const found = [...words(sql, false)];
  for (let i = 0; i < found.length; i++) {
    const [word = '', next = ''] = found.slice(i, i + 2);
    if ((word === 'drop' || word === 'reassign') && next === 'owned') return `${word} owned`.toUpperCase();
    if (word === 'copy') {
      const file = copiesFile(found, i);
      if (file !== null) return file;
    }
    if (changesCatalogue(found, i)) return `${word.toUpperCase()} of a system catalogue`;
    if (outside.test(word) && next === '(') return `${word}()`;
  }
  return null;
}

const changing = new Set(['insert', 'update', 'delete', 'truncate']);
const between = new Set(['into', 'from', 'only', 'table']);

/** Catalogues are all in pg_catalog, and their names begin with pg_. */
function changesCatalogue(found: readonly string[], at: number): boolean {
  if (!changing.has(found[at] ?? '')) return false;
  let target = at + 1;
  while (between.has(found[target] ?? '')) target++;
  return /^"?pg_/.test(found[target] ?? '');
}

const outside =
  /^(dblink\w*|lo_(ex|im)port|pg_(terminate|cancel)_backend|pg_reload_conf|pg_rotate_logfile|pg_promote|pg_switch_wal|pg_(create|drop)_\w*replication_slot|pg_file_\w+)$/;

/** COPY … TO or FROM a file or program of the server; STDIN and STDOUT are the session's own. */
function copiesFile(found: readonly string[], at: number): string | null {
  for (let i = at + 1; i < found.length && !ends.has(found[i] ?? ''); i++) {
    const next = found[i + 1] ?? '';
    if (found[i] !== 'to' && found[i] !== 'from') continue;
    if (next === 'program') return 'COPY with a program';
    if (/^e?'/.test(next)) return 'COPY with a file of the server';
  }
  return null;
}

/**
 * Roles, memberships, tablespaces, databases, their privileges and comments, and settings of the server.
 * https://www.postgresql.org/docs/current/manage-ag-overview.html
 */
export function clusterWideIn(sql: string): string | null {
  return search(words(sql, false));
}

/**
 * The database that files name, as in `GRANT … ON DATABASE app`: the statement works only if ours is called so.
 * null when they name none, or one that every server has or that they create themselves.
 */
export function databaseNamedIn(scripts: readonly Script[]): string | null {
  const named = new Set<string>();
  const created = new Set(taken);
  for (const script of scripts) {
    for (const { text } of script.statements) {
      if (!/database/i.test(text)) continue;
      const found = [...words(text, false)];
      for (let i = 1; i + 1 < found.length; i++) {
        if (found[i] !== 'database') continue;
        const name = unquoted(found[i + 1] ?? '');
        if (name === null) continue;
        if (found[i - 1] === 'create') created.add(name);
        if (found[i - 1] === 'on' || found[i - 1] === 'alter') named.add(name);
      }
    }
  }
  return [...named].find(name => !created.has(name)) ?? null;
}

const taken = ['postgres', 'template0', 'template1', 'plangate_head'];

function unquoted(word: string): string | null {
  if (word.startsWith('"')) return word.slice(1, -1).replaceAll('""', '"');
  return /^[\p{L}_][\p{L}\p{N}_$]*$/u.test(word) ? word : null;
}

/**
 * The words and marks of `sql` in lower case, quoted identifiers as they are. Bodies in dollar quotes are read too,
 * and inside them the strings, for EXECUTE 'CREATE ROLE …' does the same.
 */
function* words(sql: string, inBody: boolean): Generator<string, void, undefined> {
  for (const token of significantTokens(sql)) {
    const text = sql.slice(token.start, token.end);
    if (token.kind === 'dollar-string') {
      const tag = text.indexOf('$', 1) + 1;
      yield '$';
      yield* words(text.slice(tag, -tag), true);
      yield '$';
    } else if (token.kind === 'string' && inBody) {
      yield "'";
      yield* words(text.slice(text.indexOf("'") + 1, -1).replaceAll("''", "'"), true);
      yield "'";
    } else yield token.kind === 'word' ? text.toLowerCase() : text;
  }
}

const shared = new Set(['role', 'user', 'group', 'tablespace', 'database']);
const verbs = new Set(['create', 'alter', 'drop']);
const grantable = new Set(['database', 'tablespace', 'parameter']);
const ends = new Set([';', '$', "'", '']);

function search(stream: Iterable<string>): string | null {
  const found = [...stream];
  for (let i = 0; i < found.length; i++) {
    const word = found[i] ?? '';
    const next = found[i + 1] ?? '';
    if (verbs.has(word)) {
      // CREATE USER MAPPING belongs to a database.
      if (shared.has(next) && found[i + 2] !== 'mapping') return `${word} ${next}`.toUpperCase();
      if (word === 'alter' && next === 'system') return 'ALTER SYSTEM';
    }
    if (word === 'comment' && next === 'on' && shared.has(found[i + 2] ?? ''))
      return `COMMENT ON ${found[i + 2]?.toUpperCase()}`;
    if (word === 'grant' || word === 'revoke') {
      const what = grants(found, i);
      if (what !== null) return what;
    }
  }
  return null;
}

/** GRANT role TO role has no ON; GRANT … ON DATABASE says what it is about right behind it. */
function grants(found: readonly string[], at: number): string | null {
  const verb = found[at]?.toUpperCase();
  for (let i = at + 1; i < found.length && !ends.has(found[i] ?? ''); i++) {
    const word = found[i] ?? '';
    if (word === 'on') {
      const what = found[i + 1] ?? '';
      return grantable.has(what) ? `${verb} ON ${what.toUpperCase()}` : null;
    }
    if (word === 'to' || word === 'from') return `${verb} of a role`;
  }
  return null;
}

import type { Statement } from '../sql/index.ts';

/** Begin and end a transaction, or mean nothing outside of one. */
const dropped = new Set(['begin', 'start', 'commit', 'end', 'savepoint', 'release', 'lock']);
const undoing = new Set(['rollback', 'abort']);

/**
 * The statements of a file without its transactions, so that each is committed by itself. SET LOCAL then holds for the
 * session. null where statements are undone: without a transaction they would stay.
 */
export function withoutTransaction(statements: readonly Statement[]): readonly Statement[] | null {
  const kept: Statement[] = [];
  for (const statement of statements) {
    const [first = '', second = ''] = statement.words;
    if (undoing.has(first) || (first === 'prepare' && second === 'transaction')) return null;
    if (dropped.has(first)) continue;
    kept.push(
      first === 'set' && second === 'local'
        ? { ...statement, text: statement.text.replace(/^set(\s+)local\b/i, 'set$1session') }
        : statement,
    );
  }
  return kept;
}

import { expect, it } from 'vitest';
import { withoutTransaction } from '../../src/migrations/without-transaction.ts';
import { splitStatements } from '../../src/sql/index.ts';

const texts = (sql: string) => withoutTransaction(splitStatements(sql))?.map(({ text }) => text) ?? null;

it('takes transactions, locks and savepoints out, and makes SET LOCAL hold', () => {
  const sql = `BEGIN; SET LOCAL lock_timeout = '1s'; lock table a; savepoint s; drop index i; release s; COMMIT;
start transaction; set search_path = b; end;`;
  expect(texts(sql)).toEqual(["set session lock_timeout = '1s'", 'drop index i', 'set search_path = b']);
});

it.each([
  'begin; drop table a; rollback;',
  'abort;',
  "prepare transaction 'a';",
  'rollback to s;',
])('cannot take %s apart', sql => expect(texts(sql)).toBe(null));

import { expect, test } from 'vitest';
import { placeIn, readQueries } from '../../src/queries/index.ts';
import { parseStatement } from '../../src/rules/parsed-statement.ts';
import { locationOf } from '../../src/rules/sql-nodes.ts';
import { memoryTree } from '../config/memory-tree.ts';

async function readAll(text: string) {
  return readQueries(memoryTree({ 'q.sql': text }), ['**/*.sql']);
}

/** Where `mark` stands in the file, from 1, in characters. */
function placeOf(text: string, mark: string) {
  const before = text.slice(0, text.indexOf(mark)).split('\n');
  return { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 };
}

test.each<[string, string]>([
  ['one line', '-- name: q\nselect mark from t'],
  ['a statement that does not begin at column 1', '-- name: q\n   select mark from t'],
  ['a statement behind a comment', '-- name: q\n/* größe */ select mark from t'],
  ['several lines', '-- name: q\nselect a,\n  b,\n  mark\nfrom t'],
  ['characters of several bytes before it', "-- name: q\nselect 'größe 🦣', mark from t"],
  [
    'parameters before it',
    '-- name: q\n-- params: {"since": "1", "a": "2"}\nselect :since::text, @a::text, :since::text, mark from t',
  ],
  [
    'parameters and lines',
    '-- name: q\n-- params: {"long_name": "1"}\nselect :long_name::text,\n  \'ä\' || :long_name, mark\nfrom t',
  ],
  ['positional parameters', '-- name: q\n-- params: {"1": "x"}\nselect $1::text, mark from t where a = $1'],
  ['Windows line ends', '-- name: q\r\nselect a,\r\n  mark\r\nfrom t'],
  ['tabs', '-- name: q\n\tselect\tmark from t'],
  ['no annotation', 'select mark from t'],
])('%s', async (_, text) => {
  const [query] = await readAll(`${text};\n`);
  if (query === undefined) throw new Error('a query');
  expect(placeIn(query, query.sql.indexOf('mark'))).toEqual(placeOf(text, 'mark'));
  // A rule knows a place in bytes, as the parser has it.
  const statement = await parseStatement(query.sql);
  const offset = statement?.offsetOf(locationOf(markIn(statement.tree))) ?? -1;
  expect(placeIn(query, offset)).toEqual(placeOf(text, 'mark'));
});

/** The column called `mark`, wherever it is. */
function markIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return null;
  if ('ColumnRef' in value && JSON.stringify(value.ColumnRef).includes('"mark"')) return value;
  for (const child of Object.values(value)) {
    const found = markIn(child);
    if (found !== null) return found;
  }
  return null;
}

test('the second of several statements', async () => {
  const text = '-- name: a\nselect 1;\n-- name: b\n select 2,\n   mark from t;';
  const [, second] = await readAll(text);
  if (second === undefined) throw new Error('two queries');
  expect(placeIn(second, second.sql.indexOf('mark'))).toEqual(placeOf(text, 'mark'));
});

test('a query that nobody read from a file stands where it is said to', () => {
  const query = { line: 7, text: 'select\n  mark', sql: 'select\n  mark' } as Parameters<typeof placeIn>[0];
  expect(placeIn(query, 9)).toEqual({ line: 8, column: 3 });
  expect(placeIn(query, 3)).toEqual({ line: 7, column: 4 });
});

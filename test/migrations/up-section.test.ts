import { expect, test } from 'vitest';
import { upSection } from '../../src/migrations/up-section.ts';
import { splitStatements } from '../../src/sql/index.ts';

const runs = (text: string): [string, number][] =>
  splitStatements(upSection(text)).map(statement => [statement.text, statement.line]);

test.each<[string, string, [string, number][]]>([
  [
    'a plain file runs whole',
    'a;\n-- down the road\nb;',
    [
      ['a', 1],
      ['b', 3],
    ],
  ],
  [
    'goose',
    '-- +goose Up\na;\n-- +goose StatementBegin\nb;\n-- +goose StatementEnd\n-- +goose Down\nc;',
    [
      ['a', 2],
      ['b', 4],
    ],
  ],
  [
    'sql-migrate',
    '-- +migrate Up notransaction\na;\n-- +migrate Down\nb;\n-- +migrate Up\nc;',
    [
      ['a', 2],
      ['c', 6],
    ],
  ],
  ['dbmate', '-- migrate:up transaction:false\r\na;\r\n-- migrate:down\r\nb;', [['a', 2]]],
  ['down first', '-- migrate:down\nb;\n-- migrate:up\na;', [['a', 4]]],
  ['down only', 'a;\n-- migrate:down\nb;', [['a', 1]]],
  [
    'a marker that is not a line of its own',
    "a '\n x -- +goose Down';\nb",
    [
      ["a '\n x -- +goose Down'", 1],
      ['b', 3],
    ],
  ],
])('%s', (_, text, expected) => expect(runs(text)).toEqual(expected));

test('offsets and lines stay', () => {
  const text = '-- migrate:up\nselect 1;\n-- migrate:down\ndrop table ü;\n';
  expect(upSection(text)).toHaveLength(text.length);
  expect(upSection(text).split('\n')).toHaveLength(text.split('\n').length);
});

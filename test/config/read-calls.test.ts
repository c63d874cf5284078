import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/index.ts';
import { memoryTree, refusal } from './memory-tree.ts';

function read(text: string, files: Readonly<Record<string, string>> = { 'db/calls.csv': text }) {
  const own = { 'db/migrations/001.sql': 'SELECT 1;\n', 'db/queries/model.sql': 'SELECT 1;\n', ...files };
  return readConfig(memoryTree({ ...own, 'plangate.yml': 'calls: ./db/calls.csv\n' }), null);
}

describe('the file that calls names', () => {
  it('is CSV as psql writes it, whatever other columns there are', async () => {
    const text =
      'userid,calls,query\n10,12000,"SELECT ""a"", b\nFROM t WHERE c = $1"\n10,3,SELECT 1\n(2 rows)\n';
    expect((await read(text)).calls).toEqual([
      { query: 'SELECT "a", b\nFROM t WHERE c = $1', calls: 12_000 },
      { query: 'SELECT 1', calls: 3 },
    ]);
  });

  it('is JSON with numbers as numbers or as text', async () => {
    const text =
      '\ufeff[{"query": "SELECT 1", "calls": 3, "rows": 1}, {"query": "SELECT 2", "calls": "12000"}]';
    expect((await read(text)).calls).toEqual([
      { query: 'SELECT 1', calls: 3 },
      { query: 'SELECT 2', calls: 12_000 },
    ]);
  });

  it('need not be there for base, and is not there where nobody names it', async () => {
    const files = {
      'db/migrations/001.sql': '',
      'db/queries/a.sql': '',
      'plangate.yml': 'calls: gone.csv\n',
    };
    expect(await readConfig(memoryTree(files, 'base'), null)).not.toHaveProperty('calls');
  });

  it.each([
    [
      'no header',
      'SELECT 1,12\n',
      'db/calls.csv:1: the first row does not name the columns query and calls. ',
    ],
    ['an open quote', 'query,calls\n"SELECT,12\n', 'db/calls.csv:2: this has a quote that is not closed or '],
    [
      'no number',
      'query,calls\nSELECT 1,often\n',
      'db/calls.csv:2: the number of calls is missing or not a whole ',
    ],
    [
      'a short row',
      'query,calls\nSELECT 1\n',
      'db/calls.csv:2: the number of calls is missing or not a whole ',
    ],
    ['broken JSON', '[{"query": }]', 'db/calls.csv:1: this is not a list in JSON. '],
    ['an object', '{"query": "SELECT 1", "calls": 1}', 'db/calls.csv:1: this is not a list in JSON. '],
    ['a null', '[null]', 'db/calls.csv:1: entry 1 of the list: the query is missing. '],
    [
      'negative calls',
      '[{"query": "a", "calls": -1}]',
      'db/calls.csv:1: entry 1 of the list: the number of calls ',
    ],
    ['nothing in it', '', 'db/calls.csv:1: the first row does not name the columns query and calls. '],
  ])('with %s is refused', async (_, text, message) => {
    const words = await refusal(read(text));
    expect(words.slice(0, message.length)).toBe(message);
    expect(words).toContain('select query, calls from pg_stat_statements');
  });

  it('that is not there is looked for among those that are', async () => {
    expect(await refusal(read('', { 'db/call.csv': '' }))).toMatch(
      /^plangate.yml:1, calls: head \(.*\) has no file "db\/calls.csv"\. Did you mean "db\/call.csv"\? /,
    );
  });
});

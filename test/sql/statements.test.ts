import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineAt, splitStatements } from '../../src/sql/index.ts';

const texts = (sql: string): string[] => splitStatements(sql).map(s => s.text);

describe('splitting', () => {
  test.each<[string, string, string[]]>([
    ['at semicolons', 'a; b;c', ['a', 'b', 'c']],
    ['not at empty statements', ';; a ;;\n; ', ['a']],
    ['not at comments alone', '-- a\n; /* b */', []],
    ['nothing', '', []],
    ['a byte order mark', '\ufeffselect 1', ['select 1']],
    ['not in strings', "a ';' b; E'\\';' ; c", ["a ';' b", "E'\\';'", 'c']],
    ['not in identifiers', 'a ";" b; c', ['a ";" b', 'c']],
    ['not in comments', 'a -- ;\n b /* ; */ c; d', ['a -- ;\n b /* ; */ c', 'd']],
    ['not in dollar quotes', 'do $$ a; $x$ ; $x$ b; $$; c', ['do $$ a; $x$ ; $x$ b; $$', 'c']],
    ['not in nested dollar quotes', 'do $a$ x; $$ ; $a $$ y; $a$; c', ['do $a$ x; $$ ; $a $$ y; $a$', 'c']],
    [
      'not in rules',
      'CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); DELETE FROM b); x',
      ['CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); DELETE FROM b)', 'x'],
    ],
    [
      'not in the body of a function',
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN a THEN CASE b WHEN 1 THEN 2 END END; END; x',
      [
        'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN a THEN CASE b WHEN 1 THEN 2 END END; END',
        'x',
      ],
    ],
    [
      'not in the body of a procedure',
      'create or replace procedure s.p(begin int) begin atomic insert into t values (case when true then 1 end); end; x',
      [
        'create or replace procedure s.p(begin int) begin atomic insert into t values (case when true then 1 end); end',
        'x',
      ],
    ],
    [
      'BEGIN as a transaction',
      'BEGIN; SELECT CASE WHEN a THEN b END; END; x',
      ['BEGIN', 'SELECT CASE WHEN a THEN b END', 'END', 'x'],
    ],
    ['atomic as a name', 'select begin atomic; end; x', ['select begin atomic', 'end', 'x']],
    ['what is not closed as one', "a; b 'c; d", ['a', "b 'c; d"]],
    ['an open parenthesis as one', 'a (b; c', ['a (b; c']],
    ['a stray parenthesis', 'a ); b', ['a )', 'b']],
    ['comments around a statement away', '/* x */ a -- y\n -- z\n; b -- c', ['a', 'b']],
  ])('%s', (_, sql, expected) => expect(texts(sql)).toEqual(expected));

  test('says where each statement is', () => {
    const sql = '-- first\n\nselect 1;\n/* second\n*/ select\n 2;select 3';
    expect(
      splitStatements(sql).map(s => [s.line, sql.slice(s.start, s.end), sql.slice(s.from, s.start)]),
    ).toEqual([
      [3, 'select 1', '-- first\n\n'],
      [5, 'select\n 2', '\n/* second\n*/ '],
      [6, 'select 3', ''],
    ]);
  });

  test('gives the words a statement begins with', () => {
    expect(splitStatements('CREATE /* c */ Unique INDEX on t(a); (select); "a" b').map(s => s.words)).toEqual(
      [['create', 'unique', 'index', 'on', 't'], [], []],
    );
  });

  test('puts an annotated file together again', () => {
    const piece = fc.constantFrom(
      'select 1',
      "'a;b'",
      ' $$;$$ ',
      '-- c;\n',
      '/*;*/',
      ';',
      ' ',
      '\n',
      '(',
      ')',
      'copy t from stdin',
      '\\echo x\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const sql = pieces.join('');
        let at = 0;
        for (const s of splitStatements(sql)) {
          expect(s.text).toBe(sql.slice(s.start, s.end));
          expect(s.text.trim()).toBe(s.text);
          expect(s.text).not.toBe('');
          expect(s.from).toBeGreaterThanOrEqual(at);
          expect(s.start).toBeGreaterThanOrEqual(s.from);
          expect(s.line).toBe(lineAt(sql, s.start));
          at = s.end;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('COPY FROM STDIN', () => {
  const data = (sql: string): (string | null)[] =>
    splitStatements(sql).map(s => (s.copyData ? sql.slice(s.copyData.start, s.copyData.end) : null));

  test.each<[string, string, [string, string | null][]]>([
    [
      'takes the lines up to \\.',
      "COPY t (a, b) FROM stdin;\n1\tit's;\n2\t\\N\n\\.\nselect 1;",
      [
        ['COPY t (a, b) FROM stdin', "1\tit's;\n2\t\\N\n"],
        ['select 1', null],
      ],
    ],
    [
      'takes no lines',
      'copy t from stdin;\n\\.\nx',
      [
        ['copy t from stdin', ''],
        ['x', null],
      ],
    ],
    [
      'takes lines that end with CR LF',
      'copy t from stdin;\r\n1\r\n\\.\r\nx',
      [
        ['copy t from stdin', '1\r\n'],
        ['x', null],
      ],
    ],
    ['takes the rest of the file', 'copy t from stdin;\n1\n2', [['copy t from stdin', '1\n2']]],
    ['may end the file', 'copy t from stdin', [['copy t from stdin', '']]],
    [
      'keeps \\. inside a line',
      'copy t from stdin;\n\\.x\na\\.\n\\.',
      [['copy t from stdin', '\\.x\na\\.\n']],
    ],
    [
      'keeps its options',
      "COPY s.t FROM STDIN WITH (FORMAT csv, DELIMITER ';');\n1;2\n\\.",
      [["COPY s.t FROM STDIN WITH (FORMAT csv, DELIMITER ';')", '1;2\n']],
    ],
    [
      'lets the rest of its line run later',
      'copy t from stdin; select 1; -- c\n1\n\\.\nselect 2',
      [
        ['copy t from stdin', '1\n'],
        ['select 1', null],
        ['select 2', null],
      ],
    ],
    [
      'is not COPY TO',
      'copy t to stdout;\nx',
      [
        ['copy t to stdout', null],
        ['x', null],
      ],
    ],
    [
      'is not COPY FROM a file',
      "copy stdin from '/a';\nx",
      [
        ["copy stdin from '/a'", null],
        ['x', null],
      ],
    ],
  ])('%s', (_, sql, expected) => {
    expect(texts(sql).map((text, i) => [text, data(sql)[i]])).toEqual(expected);
  });
});

describe('psql commands', () => {
  test('are statements of their own, to the end of the line', () => {
    const sql = "\\restrict abc\nselect 1;\n  \\echo 'a;b' \nselect 2; \\unrestrict abc\r\nselect 3";
    expect(splitStatements(sql).map(s => [s.kind, s.text, s.line, s.interrupts])).toEqual([
      ['meta', '\\restrict abc', 1, false],
      ['sql', 'select 1', 2, false],
      ['meta', "\\echo 'a;b'", 3, false],
      ['sql', 'select 2', 4, false],
      ['meta', '\\unrestrict abc', 4, false],
      ['sql', 'select 3', 5, false],
    ]);
  });

  test('may interrupt a statement', () => {
    expect(splitStatements('select 1 \\gexec\nselect 2').map(s => [s.kind, s.text, s.interrupts])).toEqual([
      ['meta', '\\gexec', true],
      ['sql', 'select 2', false],
    ]);
  });
});

test.each([
  ["INSERT INTO t (a, b) VALUES (1, 'text''s', $1::int, now());\n"],
  [';'],
  ['a;'],
  ['(;'],
  ['copy t from stdin;\n1\n\\.\n'],
  ['copy t from stdin;'],
  ['\\x\n'],
  ['create function f() begin atomic '],
])('a long file is split in time in proportion to their length: %j', part => {
  const time = (length: number): number => {
    const sql = part.repeat(Math.ceil(length / part.length));
    const began = performance.now();
    splitStatements(sql);
    return performance.now() - began;
  };
  time(50_000);
  // The best of three: other work on the machine must not look like a square.
  const best = (length: number) => Math.min(time(length), time(length), time(length));
  expect(best(1_000_000)).toBeLessThan(70 * Math.max(best(100_000), 25));
});

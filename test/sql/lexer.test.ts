import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { loadModule, scanSync } from 'libpg-query';
import { beforeAll, describe, expect, test } from 'vitest';
import { type TokenKind, tokenize } from '../../src/sql/index.ts';

beforeAll(() => loadModule());

const corpus = readFileSync(new URL('corpus.sql', import.meta.url), 'utf8');

/** Tokens with a meaning, as `kind text`. */
const cut = (sql: string): string[] =>
  [...tokenize(sql)].filter(t => t.kind !== 'space').map(t => `${t.kind} ${sql.slice(t.start, t.end)}`);

/**
 * The texts that PostgreSQL's own scanner cuts, or null where it refuses. Its offsets count bytes.
 * It cuts N'…' into a keyword and a string, which are one piece here.
 */
function scanned(sql: string): string[] | null {
  const bytes = Buffer.from(sql);
  try {
    const texts: string[] = [];
    let end = -1;
    for (const token of scanSync(sql).tokens) {
      const text = bytes.subarray(token.start, token.end).toString();
      const last = texts.at(-1);
      if (last?.toLowerCase() === 'n' && text.startsWith("'") && end === token.start) {
        texts[texts.length - 1] = last + text;
      } else texts.push(text);
      end = token.end;
    }
    return texts;
  } catch {
    return null;
  }
}

const ours = (sql: string): string[] =>
  [...tokenize(sql)].filter(t => t.kind !== 'space').map(t => sql.slice(t.start, t.end));

describe('tokens', () => {
  test.each<[string, TokenKind, string]>([
    ["'it''s' x", 'string', "'it''s'"],
    ["E'a\\'b' x", 'string', "E'a\\'b'"],
    ["'a\\' b", 'string', "'a\\'"],
    ["U&'\\0061' b", 'string', "U&'\\0061'"],
    ["'a'\n 'b' c", 'string', "'a'\n 'b'"],
    ["E'a' -- c\n'\\'' c", 'string', "E'a' -- c\n'\\''"],
    ["'a' 'b'", 'string', "'a'"],
    ['U&"a" b', 'quoted-identifier', 'U&"a"'],
    ['"a""b" c', 'quoted-identifier', '"a""b"'],
    ['$$ a $b$ ; $$ c', 'dollar-string', '$$ a $b$ ; $$'],
    ['$fn$ $$ $fn$;', 'dollar-string', '$fn$ $$ $fn$'],
    ['/* a /* b */ c */ d', 'comment', '/* a /* b */ c */'],
    ['-- a\nb', 'comment', '-- a'],
    ['-- a\r\nb', 'comment', '-- a'],
    ['$12+1', 'parameter', '$12'],
    ['a$1 b', 'word', 'a$1'],
    ['été_2 b', 'word', 'été_2'],
    ['::int', 'operator', '::'],
    [':= 1', 'operator', ':='],
    [':name', 'operator', ':'],
    ['=-1', 'operator', '='],
    ['@-1', 'operator', '@-'],
    ['<>-- c', 'operator', '<>'],
    ['1.5e-3)', 'number', '1.5e-3'],
    ['.5)', 'number', '.5'],
    ['1..10', 'number', '1'],
    ['\ufeffselect', 'space', '\ufeff'],
  ])('%j begins with the %s %j', (sql, kind, text) => {
    const first = tokenize(sql).next().value;
    expect(first && { kind: first.kind, text: sql.slice(first.start, first.end) }).toEqual({ kind, text });
  });

  test.each([
    ["'open"],
    ['"open'],
    ['$$open'],
    ['$a$ $$'],
    ['/* /* */'],
    ["E'\\"],
    ["U&'"],
  ])('%j, which is not closed, runs to the end', sql => expect([...tokenize(sql)]).toHaveLength(1));

  test('can begin in the middle', () => {
    expect([...tokenize('a b', 2)]).toEqual([{ kind: 'word', start: 2, end: 3 }]);
  });
});

describe('against PostgreSQL’s own scanner', () => {
  test('the corpus is cut alike', () => {
    const theirs = scanned(corpus);
    expect(theirs?.length).toBeGreaterThan(500);
    expect(ours(corpus)).toEqual(theirs);
  });

  test('so is whatever is made of its tokens', () => {
    const piece = fc.constantFrom(...new Set(ours(corpus)), ' ', ' ', ' ', '\n', '\t', '\r\n', '\f');
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const sql = pieces.join('');
        // libpg-query's scanner gives comments as tokens, so that there no string goes on behind one.
        if (sql.includes('--')) return;
        const theirs = scanned(sql);
        if (theirs === null) return;
        accepted++;
        expect(ours(sql)).toEqual(theirs);
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });
});

describe('any text', () => {
  const hostile = fc.array(
    fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        '$$',
        '$a$',
        '/*',
        '*/',
        '--',
        '\n',
        '\r',
        ';',
        '\\',
        ':',
        'E',
        'U&',
        '(',
        ')',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 40 },
  );

  test('is tiled by its tokens, without gaps', () => {
    fc.assert(
      fc.property(hostile, pieces => {
        const sql = pieces.join('');
        let at = 0;
        for (const token of tokenize(sql)) {
          expect(token.start).toBe(at);
          expect(token.end).toBeGreaterThan(at);
          at = token.end;
        }
        expect(at).toBe(sql.length);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    corpus,
    ',',
    "''",
    '$a ',
    '$abc$ ',
    '/*',
    '/* x */',
    "'a'\n",
    "'a' --\n",
    "E'\\'' \n",
    '"',
    ': ',
    '\\',
    '-',
    '1.',
  ])('takes time in proportion to its length: %j', part => {
    const time = (length: number): number => {
      const sql = part.repeat(Math.ceil(length / part.length));
      const began = performance.now();
      for (const _ of tokenize(sql));
      return performance.now() - began;
    };
    time(50_000);
    // Quadratic work would take hundreds of times as long; the limits leave room for a busy machine.
    expect(time(2_000_000)).toBeLessThan(40 * Math.max(time(200_000), 10));
  });
});

test('kinds of an ordinary statement', () => {
  expect(cut('select a.b, $1::int from "T" where c = \'x\' -- y')).toEqual([
    'word select',
    'word a',
    'punctuation .',
    'word b',
    'punctuation ,',
    'parameter $1',
    'operator ::',
    'word int',
    'word from',
    'quoted-identifier "T"',
    'word where',
    'word c',
    'operator =',
    "string 'x'",
    'comment -- y',
  ]);
});

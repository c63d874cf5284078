import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describePosition, lineAt, lineIndex, quoteIdentifier, quoteLiteral } from '../../src/sql/index.ts';

/** The two lines a person sees. */
const shown = (sql: string, position: number): string => {
  const { excerpt, caret } = describePosition(sql, position);
  return `${excerpt}\n${caret}`;
};

describe('describePosition', () => {
  test('shows the line with a caret', () => {
    expect(describePosition('select 1,\n  nope\nfrom t', 13)).toEqual({
      line: 2,
      column: 3,
      offset: 12,
      excerpt: '  nope',
      caret: '  ^',
    });
  });

  test('counts characters, not UTF-16 units', () => {
    const sql = "select '😀é', nope";
    expect(describePosition(sql, [...sql].indexOf('n', 5) + 1)).toMatchObject({
      line: 1,
      column: 14,
      offset: 14,
    });
    expect(sql.slice(describePosition(sql, 14).offset)).toBe('nope');
  });

  test('cuts a long line around the place', () => {
    const sql = `select ${'a, '.repeat(100)}nope${', b'.repeat(100)}`;
    const text = shown(sql, sql.indexOf('nope') + 1);
    const [excerpt = '', caret = ''] = text.split('\n');
    expect(excerpt).toMatch(/^….*nope.*…$/);
    expect(excerpt.length).toBe(100);
    expect(excerpt.indexOf('nope')).toBe(caret.indexOf('^'));
  });

  test('keeps control characters off the terminal and the caret in its place', () => {
    expect(shown('\tselect \u001b[31m \u202e x\r\n', 2)).toBe(' select  [31m   x\n ^');
  });

  test.each([
    ['', 1, ['', '^', 1]],
    ['abc', 4, ['abc', '   ^', 1]],
    ['abc', 99, ['abc', '   ^', 1]],
    ['\nabc', 1, ['', '^', 1]],
    ['abc\n', 5, ['', '^', 2]],
    ['abc', 0, ['abc', '^', 1]],
  ])('%j at %i', (sql, position, expected) => {
    const { excerpt, caret, line } = describePosition(sql, position);
    expect([excerpt, caret, line]).toEqual(expected);
  });
});

test('lines are the same, one at a time or indexed', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n', 'é', '')), pieces => {
      const text = pieces.join('');
      const index = lineIndex(text);
      for (let at = 0; at <= text.length; at++) {
        const line = text.slice(0, at).split('\n').length;
        expect(index.lineAt(at)).toBe(line);
        expect(lineAt(text, at)).toBe(line);
        expect(index.startOf(line)).toBe(at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1);
      }
    }),
  );
});

test('quoting', () => {
  expect(quoteIdentifier('a"b')).toBe('"a""b"');
  expect(quoteLiteral("it's")).toBe("'it''s'");
  expect(quoteLiteral("a\\'b")).toBe("E'a\\\\''b'");
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipWidth, displayWidth, padEnd, wrapWidth } from '../../src/report/display-width.ts';

test.each([
  ['plain', 5],
  ['', 0],
  ['é', 1],
  ['e\u0301', 1],
  ['数据', 4],
  ['한국', 4],
  ['🚀', 2],
  ['👩‍👩‍👧', 2],
  ['❤️', 2],
  ['→×−…', 4],
  ['✗', 1],
])('%s takes %d columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test('clipped text fits, and is as it was when it fitted before', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.integer({ min: 2, max: 40 }),
      (text, width) => {
        const clipped = clipWidth(text, width);
        expect(displayWidth(clipped)).toBeLessThanOrEqual(width);
        if (displayWidth(text) <= width) expect(clipped).toBe(text);
        else expect(clipped.endsWith('…')).toBe(true);
        expect(displayWidth(padEnd(clipped, width))).toBe(width);
      },
    ),
  );
});

test('wrapped lines fit and hold every word', () => {
  const words = fc.array(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map(word => word.replaceAll(' ', 'x')),
  );
  fc.assert(
    fc.property(words, fc.integer({ min: 4, max: 40 }), (list, width) => {
      const lines = wrapWidth(list.join(' '), width);
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(list.join(''));
    }),
  );
});

test('a line of 200,000 characters is clipped', () => {
  expect(displayWidth(clipWidth('é'.repeat(200_000), 80))).toBe(80);
});

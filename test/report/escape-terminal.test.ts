import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clip, terminalBlock, terminalLine } from '../../src/report/escape-terminal.ts';
import { hostileText } from './hostile-text.ts';

test.each([
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007name', 'name'],
  ['\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\', 'click'],
  ['\u001bc\u001b(B\u009b2Jgone', 'gone'],
  ['\u001b\u001b[31m[0mnested', '[0mnested'],
  ['a\u202eb\u2066c', 'abc'],
  ['a\r\nb\rc\td', 'a\nb\nc  d'],
  ['lone \ud800 surrogate', 'lone \ufffd surrogate'],
  ['👩‍👩‍👧 é 数', '👩‍👩‍👧 é 数'],
])('%j is shown as %j', (text, shown) => {
  expect(terminalBlock(text)).toBe(shown);
});

test('nothing that a terminal would act on gets through', () => {
  fc.assert(
    fc.property(hostileText, text => {
      expect(terminalBlock(text)).not.toMatch(
        /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069\u200e\u200f\u2028\u2029]/u,
      );
      expect(terminalBlock(text).isWellFormed()).toBe(true);
      expect(terminalLine(text)).not.toMatch(/\n|^\s|\s$/);
    }),
    { numRuns: 2000 },
  );
});

test('clipping never cuts a character in two and never makes longer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
      const clipped = clip(text, limit);
      expect(clipped.isWellFormed()).toBe(text.isWellFormed() || clipped.isWellFormed());
      expect(Array.from(clipped).length).toBeLessThanOrEqual(limit);
      if (Array.from(text).length <= limit) expect(clipped).toBe(text);
    }),
  );
});

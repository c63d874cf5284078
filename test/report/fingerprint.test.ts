import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint, fnv1a } from '../../src/report/fingerprint.ts';

/** From the list of test vectors that its authors publish: http://www.isthe.com/chongo/src/fnv/test_fnv.c */
test.each([
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['foobar', '85944171f73967e8'],
  ['chongo was here!\n', '46810940eff5f915'],
])('the digest of %j is %s', (text, digest) => {
  expect(fnv1a(new TextEncoder().encode(text))).toBe(digest);
});

test('parts are kept apart, and every text has a digest of the same length', () => {
  expect(fingerprint(['a', 'bc'])).not.toBe(fingerprint(['ab', 'c']));
  expect(fingerprint(['a', ''])).not.toBe(fingerprint(['a']));
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), parts => /^[0-9a-f]{16}$/.test(fingerprint(parts))),
  );
});

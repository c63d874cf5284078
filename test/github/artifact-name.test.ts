import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { artifactName } from '../../src/github/artifact-name.ts';

describe('artifactName', () => {
  it.each(['plangate', 'plangate (billing)', 'Plangate_2.1', 'a'])('leaves %s as it is', name => {
    expect(artifactName(name)).toBe(name);
  });

  it.each([
    ['plan/gate', /^plan-gate-[0-9a-f]{12}$/],
    ['plangate: "billing"', /^plangate-billing-[0-9a-f]{12}$/],
    ['..', /^plangate-[0-9a-f]{12}$/],
    ['', /^plangate-[0-9a-f]{12}$/],
    ['::add-mask::x', /^add-mask-x-[0-9a-f]{12}$/],
    ['##[error]x', /^error-x-[0-9a-f]{12}$/],
    ['データベース', /^plangate-[0-9a-f]{12}$/],
    ['x'.repeat(300), /^x{60}-[0-9a-f]{12}$/],
    ['ends with a blank ', /^ends-with-a-blank-[0-9a-f]{12}$/],
  ])('makes %j plain', (name, expected) => {
    expect(artifactName(name)).toMatch(expected);
  });

  it('never gives a name that a service or a file system would refuse', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'ab.-_ /\\:"<>|*?\r\n') }),
    );
    fc.assert(
      fc.property(anything, name => {
        expect(artifactName(name)).toMatch(/^[A-Za-z0-9][A-Za-z0-9._ ()-]{0,79}$/);
        expect(artifactName(name)).not.toMatch(/[. ]$/);
      }),
    );
  });

  it('gives no two gates one name, not even one that is called as another is named', () => {
    const made = artifactName('a/b');
    expect(artifactName(made)).not.toBe(made);
    const names = ['a/b', 'a:b', 'a b', 'a-b', 'a//b', made, artifactName(made), 'a\nb', 'a/b '];
    expect(new Set(names.map(artifactName)).size).toBe(names.length);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMigrations, findSeeds } from '../../src/migrations/find-files.ts';
import { compareNaturally, inMigrationOrder } from '../../src/migrations/natural-order.ts';

describe('natural order', () => {
  test.each<[string, string[]]>([
    ['numbers by value', ['1.sql', '2.sql', '10.sql', '100.sql']],
    ['numbers with zeros in front', ['0001_a.sql', '2_b.sql', '003_c.sql', '10_d.sql']],
    ['numbers longer than a double', ['a9007199254740993.sql', 'a9007199254740994.sql']],
    ['the same number written twice', ['01.sql', '1.sql']],
    ['a name and the same with more behind it', ['001_a.sql', '001_a_b.sql', '001_b.sql']],
    ['upper case before lower case, on every machine', ['B.sql', 'a.sql', 'ä.sql']],
    ['folders together, by their own numbers', ['v2/9.sql', 'v2-fix/1.sql', 'v10/1.sql']],
    ['timestamps', ['20240101120000_a.sql', '20240101120001_b.sql', '20250101000000_a.sql']],
  ])('%s', (_, files) => {
    expect([...files].reverse().sort(compareNaturally)).toEqual(files);
  });

  test('is a total order', () => {
    const name = fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', 'b', '/', '.', '_'), maxLength: 8 });
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNaturally(a, b))).toBe(0 - Math.sign(compareNaturally(b, a)));
        expect(compareNaturally(a, b) === 0).toBe(a === b);
        if (compareNaturally(a, b) < 0 && compareNaturally(b, c) < 0)
          expect(compareNaturally(a, c)).toBeLessThan(0);
      }),
      { numRuns: 5000 },
    );
  });

  test('is Flyway’s where all names are', () => {
    const files = [
      'b/V1__init.sql',
      'a/V1.1__more.sql',
      'a/V1_2__most.sql',
      'b/V2__x.sql',
      'a/V10__y.sql',
      'a/R__a.sql',
      'b/R__b.sql',
    ];
    expect(inMigrationOrder([...files].reverse())).toEqual(files);
  });
});

describe('migrations', () => {
  const found = (files: string[], ...patterns: string[]) => findMigrations([...files].sort(), patterns);

  test('come pattern by pattern, each in natural order', () => {
    const files = ['b/10.sql', 'b/2.sql', 'a/3.sql', 'a/README.md', 'c/1.sql'];
    expect(found(files, 'b/**/*.sql', 'a/*').files).toEqual(['b/2.sql', 'b/10.sql', 'a/3.sql']);
    expect(found(files, '**/*.sql', '!c/**').files).toEqual(['a/3.sql', 'b/2.sql', 'b/10.sql']);
  });

  test('leave out what undoes them', () => {
    const files = [
      '1_a.up.sql',
      '1_a.down.sql',
      '2/up.sql',
      '2/down.sql',
      'down/3.sql',
      'up/3.sql',
      '4.undo.sql',
      '5.rollback.sql',
      'U6__x.sql',
      'V6__x.sql',
      '7-x-up.sql',
      '7-x-down.sql',
      '8_shut_down.sql',
      'U_boats.sql',
    ];
    const { files: run, undo } = found(files, '**/*.sql');
    expect(run).toEqual([
      '1_a.up.sql',
      '2/up.sql',
      '7-x-up.sql',
      '8_shut_down.sql',
      'U_boats.sql',
      'V6__x.sql',
      'up/3.sql',
    ]);
    expect(undo).toHaveLength(7);
  });

  test('may have any ending when they are named', () => {
    expect(found(['schema.ddl', 'a.sql'], 'schema.ddl', 'a.sql').files).toEqual(['schema.ddl', 'a.sql']);
  });
});

test('seeds come pattern by pattern, and are never taken for undo files', () => {
  expect(findSeeds(['s/10.sql', 's/2.sql', 's/down.sql', 'z.sql'], ['z.sql', 's/*.sql'])).toEqual([
    'z.sql',
    's/2.sql',
    's/10.sql',
    's/down.sql',
  ]);
});

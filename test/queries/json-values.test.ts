import fc from 'fast-check';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { parseJson, textForm } from '../../src/queries/json-values.ts';

/** The OID of text[], which pg's own list of types leaves out. */
const textArray: number = 1009;

describe("a value in PostgreSQL's text form", () => {
  it.each([
    ['"7 days"', '7 days'],
    ['""', ''],
    ['"null"', 'null'],
    ['null', null],
    ['true', 'true'],
    ['false', 'false'],
    ['-0', '-0'],
    ['1.50', '1.50'],
    ['1e400', '1e400'],
    ['9223372036854775807', '9223372036854775807'],
    ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
    ['[]', '{}'],
    ['[1, 2.0, null]', '{1,2.0,NULL}'],
    ['[true, false]', '{true,false}'],
    ['["a", "NULL", "", "b,c", "{d}", "\\"e\\\\", null]', '{"a","NULL","","b,c","{d}","\\"e\\\\",NULL}'],
    ['[[1, 2], [3, 12345678901234567890]]', '{{1,2},{3,12345678901234567890}}'],
    [
      '{"b": [1.0, {"c": "é\\n"}], "a": 12345678901234567890}',
      '{"b":[1.0,{"c":"é\\n"}],"a":12345678901234567890}',
    ],
    ['{}', '{}'],
    ['[{"a": 1}]', '[{"a":1}]'],
    ['[1, "a"]', '[1,"a"]'],
    ['[[1], ["a", 2]]', '[[1],["a",2]]'],
    ['[[1], null]', '[[1],null]'],
    ['[[1], 2]', '[[1],2]'],
  ])('%s is %s', (json, text) => {
    expect(textForm(parseJson(json))).toBe(text);
  });

  it('keeps every text of an array', () => {
    const elements = fc.array(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: fc.constantFrom(...'"\\{},\' ') }),
        fc.constant(null),
      ),
      { minLength: 1 },
    );
    const read: (text: string) => unknown = pg.types.getTypeParser(textArray);
    fc.assert(
      fc.property(elements, given => {
        expect(read(textForm(parseJson(JSON.stringify(given))) ?? '')).toEqual(given);
      }),
    );
  });

  it('keeps every object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), given => {
        const json = JSON.stringify(given);
        expect(JSON.parse(textForm(parseJson(json)) ?? '')).toEqual(JSON.parse(json));
      }),
    );
  });
});

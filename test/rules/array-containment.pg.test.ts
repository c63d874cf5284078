import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCatalogue, type Server } from '../../src/postgres/index.ts';
import { elementType } from '../../src/rules/array-containment.ts';
import { testServer } from '../support/postgres.ts';

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** Of a column of arrays: the type of its elements, three values, and one that is in no array. */
test.each<[string, string, readonly string[], string]>([
  ['integer[]', 'integer', ['77', '78', '-5'], '2147483647'],
  ['smallint[]', 'smallint', ['77', '78', '-5'], '32767'],
  ['bigint[]', 'bigint', ['77', '78', '-5'], '9223372036854775807'],
  ['text[]', 'text', ['a', '', 'a "b",\\'], 'A'],
  ['varchar(3)[]', 'character varying', ['abc', 'ab', 'b'], 'abcd'],
  ['char(3)[]', 'bpchar', ['abc', 'ab', 'b'], 'abcd'],
  ['bit(3)[]', '"bit"', ['101', '100', '111'], '1'],
  ['bit varying(3)[]', 'bit varying', ['101', '10', '1'], '1011'],
  ['numeric(5,1)[]', 'numeric', ['1.5', '2.0', '3'], '1.54'],
  ['double precision[]', 'double precision', ['1.5', 'NaN', '-0'], '1.1'],
  ['boolean[]', 'boolean', ['true', 'true', 'true'], 'false'],
  [
    'timestamp(0) with time zone[]',
    'timestamp with time zone',
    ['2027-01-01Z', '2027-01-02Z', 'infinity'],
    '2027-01-01 00:00:00.4Z',
  ],
  [
    'uuid[]',
    'uuid',
    [
      '00000000-0000-0000-0000-00000000000a',
      '00000000-0000-0000-0000-00000000000b',
      '00000000-0000-0000-0000-00000000000c',
    ],
    '00000000-0000-0000-0000-00000000000d',
  ],
  ['"Odd state"[]', '"Odd state"', ['new', 'old', 'sold'], 'none'],
  ['ids', 'integer', ['77', '78', '-5'], '0'],
])('%s: = ANY and @> keep the same rows', async (type, element, [a, b, c], none) => {
  const database = await server.createDatabase(`containment_${crypto.randomUUID().slice(0, 8)}`);
  await using session = await database.connect();
  await session.execute(`create type "Odd state" as enum ('new', 'old', 'sold', 'none');
    create domain ids as integer[];
    create table t (id int, a ${type})`);
  const arrays = [null, [], [null], [a], [a, null], [null, b, c], [a, b, c], [b]];
  for (const [id, array] of arrays.entries()) {
    const text = array?.map(value => (value === null ? 'NULL' : JSON.stringify(value))).join() ?? null;
    await session.query('insert into t select $1::int, $2', [`${id}`, text === null ? null : `{${text}}`]);
  }
  const own = (await readCatalogue(session)).tables[0]?.columns?.[1];
  expect(own === undefined ? null : elementType(own)).toBe(element);
  const idsOf = async (condition: string, value: string | null) =>
    (await session.query(`select id from t where ${condition} order by id`, [value])).map(({ id }) => id);
  const found: unknown[] = [];
  for (const value of [a ?? '', b ?? '', c ?? '', none, null]) {
    const ids = await idsOf('$1 = any(a)', value);
    expect(await idsOf(`a @> ARRAY[$1]::${element}[]`, value), `${value}`).toEqual(ids);
    found.push(ids);
  }
  expect(found[0]).toContain(4);
  expect(found.slice(-2)).toEqual([[], []]);
});

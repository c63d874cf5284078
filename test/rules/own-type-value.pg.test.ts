import { parse } from 'libpg-query';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Server, Session } from '../../src/postgres/index.ts';
import { valueInOwnType } from '../../src/rules/own-type-value.ts';
import { writeKey } from '../../src/rules/write-expression.ts';
import { testServer } from '../support/postgres.ts';

/** A column that is cast against the column itself, on a real server: same rows, whatever the value, or nothing is written. */

let server: Server;
let session: Session;

const columns = {
  ...{
    i2: 'smallint',
    i4: 'integer',
    i8: 'bigint',
    d: 'double precision',
    num: 'numeric',
    u: 'uuid',
    b: 'boolean',
  },
  ...{ ch: 'character(6)', c: '"char"', mac: 'macaddr', txt: 'text' },
};
const uuid = '28dd2c79-55ce-9264-5624-0b2ff0100bde';

beforeAll(async () => {
  server = await testServer();
  const database = await server.createDatabase('own_types');
  session = await database.connect();
  const list = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await session.execute(`
    create table t (${list.join(', ')});
    insert into t (i8, d, num) select i, i, i from unnest(array[16777216, 16777217, 9007199254740991, 9007199254740992, 9007199254740993]) i;
    insert into t (i2, i4, i8, d, num) select i, i, i, i + f, i + f from generate_series(-80, 80) i, unnest(array[0, 0.5]) f;
    insert into t (i2, i4, u, b, ch, c, mac, txt) values (32767, 2147483647, '${uuid}', true, 'ch77', 'x', '08:00:2b:01:02:03', '077'),
      (-32768, -2147483648, '${uuid.replace('2', '3')}', false, 'x', 'y', '08:00:2b:01:02:04', '77'), (null, null, null, null, null, null, null, null)`);
});
afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function rewrite(column: keyof typeof columns, condition: string) {
  const statement = (await parse(`select 1 where ${condition}`)).stmts?.[0]?.stmt;
  const where = statement && 'SelectStmt' in statement ? statement.SelectStmt.whereClause : undefined;
  const { lexpr, rexpr, name: [operator] = [] } = where && 'A_Expr' in where ? where.A_Expr : {};
  if (lexpr === undefined || rexpr === undefined || operator === undefined || !('String' in operator))
    throw new Error('a comparison');
  const sign = operator.String.sval ?? '';
  const own = { name: column, type: columns[column], notNull: false, collation: null };
  const hidden = {
    expression: lexpr,
    column: { ...own, width: null, distinct: null, mostCommon: null, nulls: null },
  };
  const value = await valueInOwnType(hidden, sign, rexpr, writeKey);
  return value && { ...value, text: `${column} ${sign} ${value.text}` };
}

async function rowsOf(condition: string, values: readonly string[] = []) {
  return (await session.query(`select ctid::text from t where ${condition} order by ctid`, values)).length;
}

async function expectSame(condition: string, text: string, values: readonly string[] = []) {
  const rows = await rowsOf(condition, values);
  expect(await rowsOf(text, values), text).toBe(rows);
  expect(await rowsOf(`(${condition}) and (${text})`, values), text).toBe(rows);
  return rows;
}

const wholes = ['77.0', '77.', '-77.00', '0.0', '77.5', '77.00000000000000000001', '1e1', '99999999999.0']
  .concat('16777216.0', '16777217.0', '9007199254740991.0', '9007199254740992.0', '9007199254740993.0')
  .concat('77.4::int::numeric', '77.6::numeric(3, 0)', "'77'::numeric", "'077'::numeric", '16777217::float4');
const words = [
  '77',
  '077',
  '+77',
  '-77',
  '-0',
  '0',
  '77 ',
  ' 77',
  '7.7e1',
  '2147483647',
  '99999999999',
  '32768',
  '',
]
  .concat(
    uuid,
    uuid.toUpperCase(),
    uuid.replaceAll('-', ''),
    `{${uuid}}`,
    'true',
    't',
    'TRUE',
    'yes',
    'false',
    '1',
  )
  .concat('ch77', 'ch77 ', 'ch77    ', 'x', 'xx', '08:00:2b:01:02:03', '08-00-2B-01-02-03', '08002b:010203')
  .map(text => `'${text}'`)
  .concat("'77'::varchar(1)", `upper('${uuid}')::text`);

test.each(['i2', 'i4', 'i8'] as const)('%s as a number', async column => {
  let rows = 0;
  for (const target of ['numeric', 'float8', 'float4']) {
    for (const value of wholes) {
      for (const operator of ['=', '<', '<=', '>', '>=']) {
        const condition = `${column}::${target} ${operator} ${value}`;
        const written = await rewrite(column, condition);
        if (written?.provided === null) rows += await expectSame(condition, written.text);
      }
    }
  }
  expect(rows).toBeGreaterThan(1000);
});

test.each(['i2', 'i4', 'i8', 'u', 'b', 'ch', 'c', 'mac'] as const)('%s as a text', async column => {
  let rows = 0;
  for (const target of ['text', 'varchar', 'bpchar', 'varchar(1)', 'char(1)']) {
    for (const value of words) {
      const condition = `${column}::${target} = ${value}`;
      const written = await rewrite(column, condition);
      if (written?.provided === null) rows += await expectSame(condition, written.text);
    }
  }
  expect(rows).toBeGreaterThan(0);
});

test.each([
  ['i4', 'i4::numeric = $1', '77', 'i4 = $1::integer', '$1 is a whole number that integer holds'],
  ['i8', 'i8::float8 = $1', '77', 'i8 = $1::bigint', '$1 is a whole number that bigint holds, below 2^53'],
  ['i8', 'i8::text = $1', '77', 'i8 = $1::bigint', '$1 is written as PostgreSQL writes bigint'],
  ['u', 'u::text = $1', uuid, 'u = $1::uuid', '$1 is written as PostgreSQL writes uuid'],
  ['ch', 'ch::text = $1::text', 'ch77', 'ch = $1::bpchar', '$1 ends in no blank'],
] as const)('%s: %s', async (column, condition, value, text, provided) => {
  expect(await rewrite(column, condition)).toEqual({ text, provided });
  expect(await expectSame(condition, text, [value])).toBeGreaterThan(0);
});

test.each([
  ['d', 'd::integer = 77', 'it rounds, to even numbers'],
  ['num', 'num::integer = 77', 'it rounds'],
  ['num', "num::text = '77'", '77.0 is another text'],
  ['txt', 'txt::integer = 77', '077 is the same number'],
  ['i4', 'i4::numeric = 77.5', 'no integer is'],
  ['i4', "i4::text = '077'", 'no integer is written so'],
  ['i4', "i4::text < '77'", 'texts have another order'],
  ['u', `u::text = '${uuid.toUpperCase()}'`, 'a UUID is written small'],
  ['ch', "ch::text = 'ch77 '", 'as a text it has no blanks at its end'],
] as const)('nothing for %s: %s, %s', async (column, condition, _why) => {
  expect(await rewrite(column, condition)).toBeNull();
});

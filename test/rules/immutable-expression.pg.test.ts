import { parse } from 'libpg-query';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Server, Session } from '../../src/postgres/index.ts';
import { isIndexable } from '../../src/rules/immutable-expression.ts';
import { testServer } from '../support/postgres.ts';

/** Whatever is said to be indexable, PostgreSQL takes as the key of an index. */

let server: Server;
let session: Session;

const columns = {
  ...{
    i2: 'smallint',
    i4: 'integer',
    i8: 'bigint',
    num: 'numeric(10,2)',
    f4: 'real',
    f8: 'double precision',
  },
  ...{
    txt: 'text',
    vc: 'character varying(40)',
    ch: 'character(12)',
    b: 'boolean',
    u: 'uuid',
    j: 'jsonb',
    jo: 'json',
  },
  ...{
    day: 'date',
    ts: 'timestamp without time zone',
    tz: 'timestamp with time zone',
    t: 'time without time zone',
  },
  ...{ iv: 'interval', mood: 'mood', ta: 'text[]', ia: 'integer[]', ip: 'inet', by: 'bytea', r: 'int4range' },
};

beforeAll(async () => {
  server = await testServer();
  const database = await server.createDatabase('immutable');
  session = await database.connect();
  const list = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await session.execute(`create type mood as enum ('sad', 'happy'); create table t (${list.join(', ')})`);
});
afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** The expression as EXPLAIN prints it, as rules see it, and whether they say that it can be indexed; null where it is no SQL. */
async function told(expression: string, column: keyof typeof columns) {
  const rows = await session
    .query<{ 'QUERY PLAN': string }>(`explain (costs off) select from t where ${expression} is null`)
    .catch(() => null);
  const printed = rows?.map(row => /Filter: \((.*) IS NULL\)$/.exec(row['QUERY PLAN'])?.[1]).find(Boolean);
  if (printed === undefined) return null;
  const statement = (await parse(`select ${printed}`)).stmts?.[0]?.stmt;
  const [target] = (statement && 'SelectStmt' in statement && statement.SelectStmt.targetList) || [];
  const node = target !== undefined && 'ResTarget' in target ? target.ResTarget.val : undefined;
  return node === undefined ? null : { printed, isIndexable: isIndexable(node, columns[column]) };
}

async function isTaken(expression: string): Promise<boolean> {
  const create = session.execute(`create index taken on t ((${expression}))`);
  const isCreated = await create.then(
    () => true,
    error => {
      if (!/IMMUTABLE|no default operator class/.test(String(error))) throw error;
      return false;
    },
  );
  if (isCreated) await session.execute('drop index taken');
  return isCreated;
}

const targets = [
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'real',
  'double precision',
  'text',
  'varchar',
  'char(5)',
]
  .concat(
    'boolean',
    'uuid',
    'jsonb',
    'json',
    'date',
    'timestamp',
    'timestamptz',
    'time',
    'interval',
    'text[]',
  )
  .concat('integer[]', 'mood', 'inet', 'bytea', 'timestamp(0)', 'varchar(3)', 'numeric(3)');
const calls = [
  'lower(?)',
  'upper(?)',
  'length(?)',
  'md5(?)',
  'btrim(?)',
  "split_part(?, 'a', 1)",
  "replace(?, 'a', 'b')",
]
  .concat(
    'left(?, 3)',
    'abs(?)',
    'round(?)',
    'floor(?)',
    'date(?)',
    "date_trunc('day', ?)",
    'extract(year from ?)',
  )
  .concat(
    "date_part('hour', ?)",
    "? at time zone 'UTC'",
    "? -> 'a'",
    "? ->> 'a'",
    "? #>> '{a,b}'",
    "? || 'a'",
    '- ?',
  )
  .concat(
    "(? ->> 'k')::numeric",
    "(? ->> 'k')::date",
    "date_trunc('day', ?, 'UTC')",
    "(? at time zone 'UTC')::date",
  )
  .concat(
    "(? at time zone 'UTC')::text",
    "to_char(?, 'YYYY')",
    "concat(?, 'a')",
    'age(?)',
    'lower(?::text)',
    'coalesce(?, ?)',
  )
  .concat("date_trunc('day', ? at time zone 'UTC')", "date_trunc('day', ? + interval '1 day')", "'a' || ?");
const operands = ['1', '1.5', "interval '2 hours'", "date '2027-01-01'", "timestamp '2027-01-01'"].concat(
  "timestamptz '2027-01-01'",
  "time '10:00'",
  'now()',
  'current_date',
  "'{a}'::text[]",
);
const expressions = targets
  .map(target => `?::${target}`)
  .concat(
    calls,
    ...operands.map(operand =>
      ['+', '-', '*', '/', '%'].flatMap(o => [`? ${o} ${operand}`, `${operand} ${o} ?`]),
    ),
  );

/** Of which hardly anything that could be indexed is missed. */
const common: readonly string[] = ['i4', 'i8', 'num', 'txt', 'vc', 'ch', 'u', 'j', 'day', 'ts', 'tz'];

test.each(Object.keys(columns) as (keyof typeof columns)[])('what is made of %s', async column => {
  const [wrong, said, taken]: [string[], string[], string[]] = [[], [], []];
  for (const expression of expressions) {
    const written = expression.replaceAll('?', column);
    const found = await told(written, column);
    if (found === null || found.printed === column) continue;
    const isCreated = await isTaken(found.printed);
    if (isCreated) taken.push(written);
    if (found.isIndexable) said.push(written);
    if (found.isIndexable && !isCreated) wrong.push(written);
  }
  expect(wrong).toEqual([]);
  if (common.includes(column)) expect(said.length).toBeGreaterThan(0.8 * taken.length);
});

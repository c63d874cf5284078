import { type Kind, migrated, rewritten } from './kind.ts';

/** The body calculates `$T` times what it did; tables and plan stay as they are. */
const slower = (
  name: string,
  table: string,
  query: string,
  signature: string,
  body: (steps: number) => string,
  steps: readonly [number, number],
) => {
  const made = (count: number) => `function work_N${signature} language plpgsql as $$ ${body(count)} $$;`;
  return migrated(name, table, `create ${made(steps[0])}`, query, `create or replace ${made(steps[1])}`);
};

const loop = (steps: number) =>
  `declare sum bigint := 0; begin for i in 1..${steps} loop sum := sum + (x * i) % 7; end loop; return sum; end`;
const digests = (steps: number) =>
  `declare digest text := x; begin for i in 1..${steps} loop digest := md5(digest); end loop; return digest; end`;
const pieces = (steps: number) =>
  `declare found integer := 0; begin for i in 1..${steps} loop found := found + array_length(string_to_array(x, ' '), 1); end loop; return found; end`;
const patterns = (steps: number) =>
  `declare found integer := 0; begin for i in 1..${steps} loop if x ~ '(\\d+).*e$' then found := found + 1; end if; end loop; return found; end`;

const nested = (expression: string, times: number) => {
  let text = expression;
  for (let k = 0; k < times; k++) text = `md5(${text})`;
  return text;
};

export const timeKinds: readonly Kind[] = [
  {
    name: 'slower function, same plan',
    expect: 'time',
    instances: [
      slower(
        'a loop in an output',
        'orders',
        'select max(work_N(customer)) from orders_N where id <= 2000',
        '(x integer) returns bigint',
        loop,
        [60, 300],
      ),
      slower(
        'a loop in a filter',
        'orders',
        'select count(*) from orders_N where id <= 2000 and work_N(customer) % 2 = 0',
        '(x integer) returns bigint',
        loop,
        [60, 240],
      ),
      slower(
        'a loop in an order',
        'people',
        'select id from people_N where id <= 1500 order by work_N(id), id limit 5',
        '(x integer) returns bigint',
        loop,
        [80, 350],
      ),
      slower(
        'digests',
        'people',
        'select max(work_N(email)) from people_N where id <= 2000',
        '(x text) returns text',
        digests,
        [5, 40],
      ),
      slower(
        'digests of a join',
        'orders people',
        'select max(work_N(email)) from orders_N o join people_N p on p.id = o.customer + 1 where o.id <= 3000',
        '(x text) returns text',
        digests,
        [4, 30],
      ),
      slower(
        'pieces of a text',
        'orders',
        'select sum(work_N(note)) from orders_N where id <= 2000',
        '(x text) returns integer',
        pieces,
        [2, 14],
      ),
      slower(
        'a pattern',
        'people',
        'select sum(work_N(email)) from people_N where id <= 1500',
        '(x text) returns integer',
        patterns,
        [3, 20],
      ),
      slower(
        'a loop in a grouping',
        'events',
        'select work_N(id::integer) % 10 as part, count(*) from events_N where id <= 2500 group by 1 order by 1',
        '(x integer) returns bigint',
        loop,
        [50, 240],
      ),
      slower(
        'a loop in a trigger',
        'orders',
        "update orders_N set status = 'sent' where id <= 300",
        '() returns trigger',
        steps =>
          `declare sum bigint := 0; begin for i in 1..${steps} loop sum := sum + (new.id * i) % 7; end loop; return new; end`,
        [200, 2500],
      ),
    ].map(instance =>
      instance.name === 'a loop in a trigger'
        ? {
            ...instance,
            base: `${instance.base}\ncreate trigger orders_N_work before update on orders_N for each row execute function work_N();`,
          }
        : instance,
    ),
  },
  {
    name: 'costlier expression, same plan',
    expect: 'time',
    instances: [
      rewritten(
        'digests of notes',
        'orders',
        '',
        `select max(${nested('note', 1)}) from orders_N`,
        `select max(${nested('note', 12)}) from orders_N`,
      ),
      rewritten(
        'digests of emails',
        'people',
        '',
        `select count(*) from people_N where ${nested('email', 1)} > 'f'`,
        `select count(*) from people_N where ${nested('email', 8)} > 'f'`,
      ),
      rewritten(
        'a pattern',
        'people',
        '',
        "select count(*) from people_N where bio like '%77 bio%'",
        "select count(*) from people_N where bio ~ '(\\d)\\1.*(\\d)\\2 bio 9'",
      ),
      rewritten(
        'a cleaned text',
        'people',
        '',
        'select max(upper(bio)) from people_N',
        "select max(regexp_replace(bio, '[aeiou]', '', 'g')) from people_N",
      ),
      rewritten(
        'numeric instead of double',
        'events',
        '',
        'select sum(level * level) from events_N',
        'select sum(sqrt(level::numeric) * ln(1 + level::numeric)) from events_N',
      ),
      rewritten(
        'a formatted time',
        'events',
        '',
        "select count(distinct date_trunc('day', at)) from events_N",
        "select count(distinct to_char(at, 'Day, DD Month YYYY HH24:MI')) from events_N",
      ),
      rewritten(
        'documents built and read',
        'orders',
        '',
        'select max(total) from orders_N',
        "select max((jsonb_build_object('id', id, 'total', total, 'note', note) ->> 'total')::numeric) from orders_N",
      ),
      rewritten(
        'digests by SHA-512',
        'lines',
        '',
        'select max(sku) from lines_N',
        'select max(encode(sha512(sku::bytea), $$hex$$)) from lines_N',
      ),
    ],
  },
];

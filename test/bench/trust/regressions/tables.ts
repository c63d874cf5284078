/** How each table is made and filled. Values are arithmetic on a row's number: every build holds the same rows. */
export const tables: Readonly<Record<string, { readonly schema: string; readonly seed: string }>> = {
  // About ten orders a customer, scattered over the table; one in a hundred is open.
  orders: {
    schema: `create table orders_N (id integer primary key, customer integer not null, region integer not null, zone integer not null,
  tier integer not null, status text not null, placed_at timestamptz not null, total numeric(10, 2) not null, note text not null);`,
    seed: `insert into orders_N
select n, n * 7919 % 2003, n * 7919 % 2003 % 20, n * 7919 % 2003 % 20, n * 7919 % 2003 % 20, case when n % 100 = 0 then 'open' else 'done' end,
  timestamptz '2026-01-01 00:00:00+00' + n * interval '7 minutes', n * 31 % 9973, repeat('note ' || n || ' ', 8)
from generate_series(1, 20000) as n;`,
  },
  // Two lines an order, far from each other.
  lines: {
    schema:
      'create table lines_N (id integer primary key, order_id integer not null, sku text not null, amount integer not null);',
    seed: `insert into lines_N select n, 1 + n * 7919 % 20000, 'sku-' || n * 31 % 4001, 1 + n * 17 % 1000 from generate_series(1, 40000) as n;`,
  },
  events: {
    schema: `create table events_N (id bigint primary key, device text not null, kind text not null, at timestamptz not null,
  level double precision not null, payload jsonb not null);`,
    seed: `insert into events_N
select n, 'device-' || n * 7919 % 1999, 'kind-' || n * 13 % 50, timestamptz '2026-01-01 00:00:00+00' + n * interval '5 minutes', n * 31 % 9973 / 10.0,
  jsonb_build_object('user', n * 7919 % 1499, 'path', '/page/' || n * 31 % 2999, 'size', n % 900)
from generate_series(1, 20000) as n;`,
  },
  people: {
    schema: `create table people_N (id integer primary key, email text not null, country text not null, born date not null,
  score double precision not null, bio text not null);`,
    seed: `insert into people_N
select n, 'person' || n * 7919 % 20011 || '@example.org', 'country-' || n * 31 % 150, date '1950-01-01' + n * 7919 % 20011, n * 7919 % 20011 / 10.0,
  repeat('bio ' || n || ' ', 16)
from generate_series(1, 20000) as n;`,
  },
  // The body does not fit into a page and is not compressed, so it lives in the TOAST table.
  papers: {
    schema: `create table papers_N (id integer primary key, author integer not null, title text not null, body text not null);
alter table papers_N alter column body set storage external;
create index papers_N_author_idx on papers_N (author);`,
    seed: `insert into papers_N select n, n * 7919 % 101, 'Paper ' || n, repeat(md5('paper ' || n), 150) from generate_series(1, 2000) as n;`,
  },
  readings: {
    schema: `create table readings_N (sensor integer not null, at timestamptz not null, value double precision not null) partition by range (at);
${Array.from({ length: 12 }, (_, month) => `create table readings_N_${month} partition of readings_N for values from ('${dayOf(month)}') to ('${dayOf(month + 1)}');`).join('\n')}`,
    seed: `insert into readings_N
select 1 + n * 7919 % 200, timestamptz '2026-01-01 00:00:00+00' + n * interval '10 minutes', n * 31 % 1000 / 10.0 from generate_series(1, 50000) as n;`,
  },
};

function dayOf(month: number): string {
  return `${new Date(Date.UTC(2026, month, 1)).toISOString().slice(0, 10)} 00:00:00+00`;
}

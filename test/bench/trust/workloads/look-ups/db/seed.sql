insert into users select n, 'user' || n || '@example.org', md5('user ' || n)::uuid, 'Name ' || n * 7919 % 10007 from generate_series(1, 10000) as n;
insert into sessions
select md5('session ' || n)::uuid, 1 + n * 7919 % 10000, timestamptz '2026-01-01' + n * interval '1 minute' from generate_series(1, 20000) as n;
insert into flags select 'flag-' || n, n % 3 = 0 from generate_series(1, 40) as n;

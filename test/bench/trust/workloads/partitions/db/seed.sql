insert into sensors select n, 'site-' || n % 10 from generate_series(1, 200) as n;
insert into readings
select 1 + n * 7919 % 200, timestamptz '2026-01-01 00:00:00+00' + n * interval '8 minutes', n * 31 % 1000 / 10.0
from generate_series(1, 60000) as n;
insert into accounts select n, n * 7919 % 1000 from generate_series(1, 20000) as n;

insert into visits
select n, n * 7919 % 9973, '/page/' || n * 31 % 3001, timestamptz '2026-01-01' + n * interval '20 seconds', 'https://example.org/' || md5('visit ' || n)
from generate_series(1, 25000) as n;

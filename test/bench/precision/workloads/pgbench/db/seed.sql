-- As `pgbench --initialize --scale=3` fills them.
insert into pgbench_branches (bid, bbalance) select n, 0 from generate_series(1, 3) as n;
insert into pgbench_tellers (tid, bid, tbalance) select n, 1 + (n - 1) / 10, 0 from generate_series(1, 30) as n;
insert into pgbench_accounts (aid, bid, abalance, filler)
select n, 1 + (n - 1) / 100000, 0, '' from generate_series(1, 300000) as n;
-- What a minute of it leaves behind.
insert into pgbench_history (tid, bid, aid, delta, mtime)
select 1 + n % 30, 1 + n % 3, 1 + n * 7919 % 300000, n % 10001 - 5000, timestamp '2026-01-01' + n * interval '1 millisecond'
from generate_series(1, 60000) as n;

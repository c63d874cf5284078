insert into pgbench_branches (bid, bbalance) values (1, 0);
insert into pgbench_tellers (tid, bid, tbalance) select n, 1, 0 from generate_series(1, 10) as n;
insert into pgbench_accounts (aid, bid, abalance, filler) select n, 1, n * 7919 % 5000, '' from generate_series(1, 100000) as n;
insert into pgbench_history (tid, bid, aid, delta, mtime)
select 1 + n % 10, 1, 1 + n * 7919 % 100000, n % 1000 - 500, timestamp '2026-01-01' + n * interval '1 second'
from generate_series(1, 10000) as n;

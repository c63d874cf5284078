-- name: update-account
-- params: {"aid": 42017, "delta": 17}
update pgbench_accounts set abalance = abalance + :delta::integer where aid = :aid::integer;

-- name: select-account
-- params: {"aid": 42017}
select abalance from pgbench_accounts where aid = :aid::integer;

-- name: update-teller
-- params: {"tid": 7, "delta": 17}
update pgbench_tellers set tbalance = tbalance + :delta::integer where tid = :tid::integer;

-- name: update-branch
-- params: {"delta": 17}
update pgbench_branches set bbalance = bbalance + :delta::integer where bid = 1;

-- name: insert-history
-- params: {"aid": 42017}
insert into pgbench_history (tid, bid, aid, delta, mtime) values (7, 1, :aid::integer, 17, timestamp '2026-01-02');

-- name: total
select sum(abalance) from pgbench_accounts;

-- name: richest
select aid, abalance from pgbench_accounts order by abalance desc, aid limit 10;

-- name: account-history
-- params: {"aid": 42017}
select a.aid, count(h.aid), sum(h.delta)
from pgbench_accounts a left join pgbench_history h using (aid)
where a.aid between :aid::integer and :aid::integer + 500
group by a.aid;

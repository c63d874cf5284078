-- The statements of pgbench's built-in scripts tpcb-like, simple-update and select-only:
-- https://www.postgresql.org/docs/current/pgbench.html

-- name: update-accounts
-- params: {"aid": 142017, "delta": 17}
update pgbench_accounts set abalance = abalance + :delta::integer where aid = :aid::integer;

-- name: select-accounts
-- params: {"aid": 142017}
select abalance from pgbench_accounts where aid = :aid::integer;

-- name: update-tellers
-- params: {"tid": 17, "delta": 17}
update pgbench_tellers set tbalance = tbalance + :delta::integer where tid = :tid::integer;

-- name: update-branches
-- params: {"bid": 2, "delta": 17}
update pgbench_branches set bbalance = bbalance + :delta::integer where bid = :bid::integer;

-- name: insert-history
-- params: {"tid": 17, "bid": 2, "aid": 142017, "delta": 17}
insert into pgbench_history (tid, bid, aid, delta, mtime)
values (:tid::integer, :bid::integer, :aid::integer, :delta::integer, current_timestamp);

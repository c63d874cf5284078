-- Each query stands where two plans cost the same, with parameters on both sides of the place: `range` at 9409, `join` at 92 and 9412,
-- `either` at 5241, `ordered` at 1059, on PostgreSQL 14 to 18.

-- name: range
-- params below-9000: {"limit": 9000}
-- params below-9400: {"limit": 9400}
-- params below-9420: {"limit": 9420}
-- params below-9800: {"limit": 9800}
select count(*), max(note) from scattered where key < :limit::integer;

-- name: join
-- params below-85: {"limit": 85}
-- params below-100: {"limit": 100}
-- params below-9400: {"limit": 9400}
-- params below-9420: {"limit": 9420}
select sum(amount) from scattered join details using (key) where other < :limit::integer;

-- name: either
-- params below-5200: {"limit": 5200}
-- params below-5235: {"limit": 5235}
-- params below-5245: {"limit": 5245}
select count(note) from scattered where key < :limit::integer or other < :limit::integer;

-- name: ordered
-- params below-1050: {"limit": 1050}
-- params below-1070: {"limit": 1070}
select id, note from scattered where other < :limit::integer order by key limit 200;

-- Each query stands where two plans cost the same, with parameters on both sides of the place.

-- name: range
-- params below-3000: {"limit": 3000}
-- params below-4500: {"limit": 4500}
-- params below-6000: {"limit": 6000}
-- params below-7500: {"limit": 7500}
select count(*), max(note) from scattered where key < :limit::integer;

-- name: join
-- params below-300: {"limit": 300}
-- params below-500: {"limit": 500}
-- params below-700: {"limit": 700}
-- params below-900: {"limit": 900}
select sum(amount) from scattered join details using (key) where other < :limit::integer;

-- name: either
-- params below-1000: {"limit": 1000}
-- params below-2000: {"limit": 2000}
-- params below-3000: {"limit": 3000}
select count(note) from scattered where key < :limit::integer or other < :limit::integer;

-- name: ordered
-- params below-1500: {"limit": 1500}
-- params below-6000: {"limit": 6000}
select id, note from scattered where other < :limit::integer order by key limit 200;

-- name: one-month
select count(*), avg(value) from readings where at >= timestamptz '2026-03-01 00:00:00+00' and at < timestamptz '2026-04-01 00:00:00+00';

-- name: last-of-sensor
-- params: {"sensor": 17}
select at, value from readings where sensor = :sensor::integer order by at desc limit 10;

-- name: by-site
select site, count(*), max(value) from readings join sensors on sensors.id = sensor
where at >= timestamptz '2026-05-01 00:00:00+00' and at < timestamptz '2026-06-15 00:00:00+00' group by site order by site;

-- name: whole-year
select sensor, avg(value) from readings group by sensor order by 2 desc limit 5;

-- name: one-account
-- params: {"id": 4711}
select balance from accounts where id = :id::integer;

-- name: pay
-- params: {"id": 4711}
update accounts set balance = balance - 1 where id = :id::integer;

-- name: record
insert into readings select n, timestamptz '2026-07-01 00:00:00+00' + n * interval '1 day', 1 from generate_series(1, 90) as n;

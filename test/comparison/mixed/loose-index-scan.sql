-- A loose index scan by recursion instead of DISTINCT: more blocks, a fraction of the time
-- steady: mixed, warn
-- recorded: mixed, warn
-- base
create table readings (id int primary key, sensor int, value float8, note text);
insert into readings select i, (i * 7919) % 500, sin(i), repeat('x', 60) from generate_series(1, 300000::bigint) i;
create index readings_sensor on readings (sensor);
-- query
with recursive t as (
  (select sensor from readings order by sensor limit 1)
  union all
  select (select sensor from readings where sensor > t.sensor order by sensor limit 1) from t where t.sensor is not null
)
select sensor from t where sensor is not null;
-- base query
select distinct sensor from readings;

-- A CTE kept in a file instead of being computed twice: half the blocks, but a spill
-- steady: worse, fail
-- recorded: worse, fail
-- base
-- settings work_mem = '1MB'
-- settings max_parallel_workers_per_gather = 0
create table readings (id int primary key, sensor int, value float8, note text);
insert into readings select i, (i * 7919) % 500, sin(i), repeat('x', 60) from generate_series(1, 300000::bigint) i;
-- query
with kept as materialized (select id, sensor, value from readings)
select (select sum(value) from kept), (select count(*) from kept where sensor > 3);
-- base query
with kept as not materialized (select id, sensor, value from readings)
select (select sum(value) from kept), (select count(*) from kept where sensor > 3);

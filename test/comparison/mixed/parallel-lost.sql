-- Workers lost: the same blocks in more time
-- steady: worse, fail
-- recorded: worse, fail
-- base
-- settings max_parallel_workers_per_gather = 2
create table readings (id int primary key, sensor int, value float8, note text);
insert into readings select i, (i * 7919) % 500, sin(i), repeat('x', 60) from generate_series(1, 300000::bigint) i;
-- head
-- settings max_parallel_workers_per_gather = 0
-- query
select sensor, sum(sqrt(abs(value)) * ln(1 + id) * exp(-abs(value))) from readings group by sensor;

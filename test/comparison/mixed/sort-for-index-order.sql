-- An index whose order was read is gone: a fraction of the blocks, but a sort on disk
-- steady: mixed, warn
-- recorded: mixed, warn
-- base
-- settings work_mem = '1MB'
-- settings enable_incremental_sort = off
-- settings random_page_cost = 0.02
-- settings seq_page_cost = 0.02
create table readings (id int primary key, sensor int, value float8, note text);
insert into readings select i, (i * 7919) % 500, sin(i), repeat('x', 60) from generate_series(1, 300000::bigint) i;
create index readings_sensor on readings (sensor, id);
-- head
drop index readings_sensor;
-- query
select sensor, id, note from readings order by sensor, id offset 299000;

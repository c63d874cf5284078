-- A covering index narrowed to its key: every row is fetched from the heap, which is in the cache
-- steady: worse, fail
-- recorded: worse, fail
-- base
create table readings (id int primary key, sensor int, value float8, note text);
insert into readings select i, (i * 7919) % 500, sin(i), repeat('x', 60) from generate_series(1, 300000::bigint) i;
create index readings_sensor_value on readings (sensor) include (value);
-- head
drop index readings_sensor_value;
create index readings_sensor on readings (sensor);
-- query
select sum(value) from readings where sensor between 10 and 14;

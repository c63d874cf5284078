-- A look-up of a fraction of a millisecond that touches twenty times the blocks
-- steady: worse, fail
-- recorded: worse, fail
-- base
create table readings (id int primary key, sensor int, value float8, note text);
insert into readings select i, (i * 7919) % 500, sin(i), repeat('x', 60) from generate_series(1, 300000::bigint) i;
create index readings_sensor_value on readings (sensor, value) include (id);
-- head
drop index readings_sensor_value;
create index readings_sensor on readings (sensor);
-- query
select id, value from readings where sensor = 7 order by value limit 10;

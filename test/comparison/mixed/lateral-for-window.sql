-- LATERAL with a LIMIT instead of a window over everything: fewer blocks, a fraction of the time
-- steady: better, pass
-- recorded: better, pass
-- base
create table readings (id int primary key, sensor int, value float8, note text);
insert into readings select i, (i * 7919) % 500, sin(i), repeat('x', 60) from generate_series(1, 300000::bigint) i;
create index readings_sensor on readings (sensor, id desc);
create table sensors (id int primary key, name text);
insert into sensors select i, 's' || i from generate_series(0, 499::bigint) i;
-- query
select s.id, r.value from sensors s,
lateral (select value from readings where sensor = s.id order by id desc limit 60) r;
-- base query
select s.id, r.value from sensors s
join (select sensor, value, row_number() over (partition by sensor order by id desc) n from readings) r on r.sensor = s.id and n <= 60;

-- Correlated look-ups instead of one hash join: 60 times the blocks, and time as well
-- steady: worse, fail
-- recorded: worse, fail
-- base
create table readings (id int primary key, sensor int, value float8, note text);
insert into readings select i, (i * 7919) % 500, sin(i), repeat('x', 60) from generate_series(1, 300000::bigint) i;
create table sensors (id int primary key, name text);
insert into sensors select i, 's' || i from generate_series(0, 499::bigint) i;
-- query
select count((select name from sensors s where s.id = r.sensor)) from readings r;
-- base query
select count(s.name) from readings r left join sensors s on s.id = r.sensor;

-- More memory for a sort: the same blocks, nothing temporary
-- steady: better, pass
-- recorded: better, pass
-- base
-- settings work_mem = '1MB'
create table readings (id int primary key, sensor int, value float8, note text);
insert into readings select i, (i * 7919) % 500, sin(i), repeat('x', 60) from generate_series(1, 300000::bigint) i;
-- head
-- settings work_mem = '64MB'
-- query
select id from readings order by value offset 299000;

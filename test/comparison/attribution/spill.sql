-- A sort that no longer fits into memory
-- base
create table readings (id int primary key, value double precision);
insert into readings select i, sin(i) from generate_series(1, 60000) i;
-- settings work_mem = '32MB'
-- head
-- settings work_mem = '64kB'
-- query
select id from readings order by value offset 59990;

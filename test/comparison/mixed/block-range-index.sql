-- A block range index instead of a b-tree: more blocks for a look-up
-- steady: worse, fail
-- recorded: worse, fail
-- base
create table readings (id int primary key, sensor int, value float8, note text);
insert into readings select i, (i * 7919) % 500, sin(i), repeat('x', 60) from generate_series(1, 300000::bigint) i;
-- head
alter table readings drop constraint readings_pkey;
create index readings_id on readings using brin (id);
-- query
select * from readings where id between 150000 and 150100;

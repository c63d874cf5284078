-- The same plan over rows that a migration made wider
-- base
create table events (id int primary key, kind int);
create table kinds (id int primary key, name text);
insert into kinds select i, 'k' || i from generate_series(1, 20) i;
insert into events select i, i % 20 + 1 from generate_series(1, 20000) i;
-- head
alter table events add column payload text generated always as (repeat('x', 300)) stored;
-- query
select k.name, count(*) from events e join kinds k on k.id = e.kind group by 1;

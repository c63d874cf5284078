-- A function in SQL, called for every row, whose index is gone
-- base
create table owners (id int primary key);
create table items (id int primary key, owner int, note text);
insert into owners select i from generate_series(1, 50) i;
insert into items select i, i % 50, repeat('x', 50) from generate_series(1, 20000) i;
create index items_owner_idx on items (owner, id);
create function newest(int) returns int language sql volatile as 'select max(id) from items where owner = $1';
-- head
drop index items_owner_idx;
-- query
select id, newest(id) from owners;

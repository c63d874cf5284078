-- A function in PL/pgSQL, called for every row, whose index is gone
-- base
create table owners (id int primary key);
create table items (id int primary key, owner int, note text);
insert into owners select i from generate_series(1, 50) i;
insert into items select i, i % 50, repeat('x', 50) from generate_series(1, 20000) i;
create index items_owner_idx on items (owner, id);
create function newest(wanted int) returns int language plpgsql as $$
declare found_id int;
begin
  select max(id) into found_id from items where owner = wanted;
  return found_id;
end $$;
-- head
drop index items_owner_idx;
-- query
select id, newest(id) from owners;

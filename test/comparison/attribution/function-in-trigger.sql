-- A function that a trigger calls
-- base
create table stock (id int primary key, amount int);
create table moves (id int primary key, stock int, amount int);
insert into stock select i, 10 from generate_series(1, 1000) i;
insert into moves select i, i % 1000, 1 from generate_series(1, 20000) i;
create function moved(which int) returns int language plpgsql as $$ begin return 0; end $$;
create function note_moves() returns trigger language plpgsql as $$
begin
  new.amount := moved(new.id);
  return new;
end $$;
create trigger note before update on stock for each row execute function note_moves();
-- head
create or replace function moved(which int) returns int language plpgsql as $$
declare total int;
begin
  select sum(amount) into total from moves where stock = which;
  return total;
end $$;
-- query
update stock set amount = amount + 1 where id <= 20;

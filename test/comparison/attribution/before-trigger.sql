-- A new BEFORE trigger, which runs inside of the tree
-- base
create table stock (id int primary key, amount int);
create table moves (id int primary key, stock int, amount int);
insert into stock select i, 10 from generate_series(1, 1000) i;
insert into moves select i, i % 1000, 1 from generate_series(1, 20000) i;
-- head
create function check_moves() returns trigger language plpgsql as $$
begin
  perform sum(amount) from moves where stock = new.id;
  return new;
end $$;
create trigger stock_moves before update on stock for each row execute function check_moves();
-- query
update stock set amount = amount + 1 where id <= 20;

-- A foreign key that is checked at the end of the transaction and has no index to do it with
-- base
create table stock (id int primary key, amount int);
create table moves (id int primary key, stock int, amount int);
insert into stock select i, 10 from generate_series(1, 1020) i;
insert into moves select i, 1 + i % 1000, 1 from generate_series(1, 20000) i;
-- head
alter table moves add foreign key (stock) references stock deferrable initially deferred;
-- query
delete from stock where id > 1000;

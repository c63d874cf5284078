-- A cascade that lost the index of its foreign key
-- base
create table customers (id int primary key, name text);
create table orders (id int primary key, customer int references customers on delete cascade, note text);
insert into customers select i, 'c' || i from generate_series(1, 500) i;
insert into orders select i, i % 500 + 1, repeat('x', 100) from generate_series(1, 20000) i;
create index orders_customer_idx on orders (customer);
-- head
drop index orders_customer_idx;
-- query
delete from customers where id between 5 and 14;

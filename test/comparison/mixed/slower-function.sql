-- Rows half as wide, but a function in PL/pgSQL for every one of them: fewer blocks, more time
-- steady: mixed, warn
-- recorded: mixed, warn
-- base
create table readings (id int primary key, sensor int, value float8, note text);
insert into readings select i, (i * 7919) % 500, sin(i), repeat('x', 60) from generate_series(1, 300000::bigint) i;
-- head
alter table readings drop column note;
create table narrow as select * from readings;
drop table readings;
alter table narrow rename to readings;
create function scored(value float8) returns float8 language plpgsql as $$ begin return round(sqrt(abs(value)) * 100); end $$;
-- query
select sum(scored(value)) from readings;
-- base query
select sum(round(sqrt(abs(value)) * 100)) from readings;

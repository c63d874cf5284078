-- Documents compressed: a fraction of the blocks, and every value has to be unpacked
-- steady: better, pass
-- recorded: better, pass
-- base
create table documents (id int primary key, body text);
alter table documents alter body set storage external;
insert into documents select i, repeat('lorem ipsum ' || i % 10, 700) from generate_series(1, 4000::bigint) i;
-- head
create table packed (id int primary key, body text);
insert into packed select id, body || '' from documents;
drop table documents;
alter table packed rename to documents;
-- query
select sum(length(body)) from documents;

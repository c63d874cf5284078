-- Names that need quotes have them.
-- base
-- settings enable_bitmapscan = off
create table "Fleet | data" (id int, "at" int);
insert into "Fleet | data" select i, i % 1000 from generate_series(1, 20000) i;
create index "Fleet `idx`" on "Fleet | data" ("at");
-- head
drop index "Fleet `idx`";
-- query
select * from "Fleet | data" "D" where "at" = 7

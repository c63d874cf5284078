-- Partitions that base prunes while the plan runs are read on head.
-- base
create table runs (id int, at date not null) partition by range (at);
create table runs_2025 partition of runs for values from ('2025-01-01') to ('2026-01-01');
create table runs_2026 partition of runs for values from ('2026-01-01') to ('2027-01-01');
create table runs_2027 partition of runs for values from ('2027-01-01') to ('2028-01-01');
insert into runs select i, '2025-01-01'::date + i % 1000 from generate_series(1, 9000) i;
-- base query
select count(*) from runs where at >= (select '2027-01-01'::date)
-- query
select count(*) from runs where at::text >= (select '2027-01-01')

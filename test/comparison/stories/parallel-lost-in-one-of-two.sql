-- Two scans have workers, and one of them loses them.
-- base
-- settings max_parallel_workers_per_gather = 2
-- settings parallel_setup_cost = 0
-- settings parallel_tuple_cost = 0
-- settings min_parallel_table_scan_size = 0
create table versions (id int primary key, model_id int, semver text);
insert into versions select i, 1 + i % 3000, '1.' || i from generate_series(1, 6000) i;
create table deployments (id int primary key, version_id int, status text, deployed_at timestamptz);
insert into deployments select i, 1 + i % 6000, case when i % 50 = 0 then 'active' else 'stopped' end,
  '2027-01-01'::timestamptz + i * interval '1 minute' from generate_series(1, 12000) i;
-- head
alter table versions set (parallel_workers = 0);
-- query
select (select count(*) from deployments where status = 'active'), (select count(*) from versions where semver = '1.7')

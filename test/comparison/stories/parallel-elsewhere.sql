-- One scan loses its workers, another one gets some; a third is called otherwise and keeps its own.
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
create table models (id int primary key, name text);
insert into models select i, 'model ' || i from generate_series(1, 3000) i;
alter table deployments set (parallel_workers = 0);
-- head
alter table deployments reset (parallel_workers);
alter table versions set (parallel_workers = 0);
-- base query
select (select count(*) from models m where m.name < 'model 2'), (select count(*) from deployments where status = 'active'), (select count(*) from versions where semver = '1.7')
-- query
select (select count(*) from models x where x.name < 'model 2'), (select count(*) from deployments where status = 'active'), (select count(*) from versions where semver = '1.7')

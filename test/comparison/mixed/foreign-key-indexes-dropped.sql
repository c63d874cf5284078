-- The same the other way round: fewer blocks, but a spill and more time
-- steady: worse, fail
-- recorded: mixed, warn
-- base
create table models (model_id int primary key, model_name text, is_active bool);
create table model_versions (version_id int primary key, model_id int references models);
create table deployments (deployment_id int primary key, version_id int references model_versions, status text);
create table training_runs (run_id int primary key, version_id int references model_versions, accuracy float8);
insert into models select i, 'model-' || i, i % 4 > 0 from generate_series(1, 1876::bigint) i;
insert into model_versions select i, (i * 7919) % 1876 + 1 from generate_series(1, 1975::bigint) i;
insert into deployments select i, (i * 104729) % 1975 + 1, 's' || i % 5 from generate_series(1, 20128::bigint) i;
insert into training_runs select i, (i * 15485863) % 1975 + 1, (i * 7919 % 1000) / 1000.0 from generate_series(1, 45670::bigint) i;
create index on model_versions (model_id);
create index on training_runs (version_id);
create index on deployments (version_id);
-- head
drop index model_versions_model_id_idx, training_runs_version_id_idx, deployments_version_id_idx;
-- query
select m.model_id, count(distinct v.version_id), count(distinct r.run_id), count(distinct d.deployment_id), max(r.accuracy)
from models m
left join model_versions v on v.model_id = m.model_id
left join training_runs r on r.version_id = v.version_id
left join deployments d on d.version_id = v.version_id
where m.is_active group by m.model_id;

-- name: model-stats :many
-- budget: latency 50ms
with trained as (
  select version_id, count(*) as runs, max(accuracy) as best_accuracy, max(created_at) as last_run_at
  from training_runs
  group by version_id
), deployed as (
  select version_id, count(*) as deployments, max(deployed_at) as last_deployed_at
  from deployments
  group by version_id
)
select
  m.model_name,
  count(v.version_id) as versions,
  coalesce(sum(r.runs), 0) as runs,
  coalesce(sum(d.deployments), 0) as deployments,
  max(r.best_accuracy) as best_accuracy,
  max(r.last_run_at) as last_run_at,
  max(d.last_deployed_at) as last_deployed_at
from models m
left join model_versions v on v.model_id = m.model_id
left join trained r on r.version_id = v.version_id
left join deployed d on d.version_id = v.version_id
where m.is_active
group by m.model_name
order by m.model_name;

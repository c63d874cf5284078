-- What an index is for and no story asks.

-- name: succeeded-runs-of-model :many
-- params: {"model": "fraud-00015"}
select run_id, accuracy, created_at
from training_runs
where model_name = :model::text and status = 'succeeded'
order by created_at desc
limit 20;

-- name: newest-versions :many
-- params: {"now": "2026-01-15 00:00:00+00"}
select v.version_id, m.model_name, v.semver, v.registered_at
from model_versions v
join models m on m.model_id = v.model_id
where v.registered_at >= :now::timestamptz - interval '7 days'
order by v.registered_at desc;

-- name: runs-started-on-day :one
-- params: {"day": "2026-01-10 00:00:00+00"}
select count(*) as runs, count(*) filter (where status = 'failed') as failed
from training_runs
where started_at >= :day::timestamptz and started_at < :day::timestamptz + interval '1 day';

-- name: last-approval :many
-- params: {"version": 1204}
select approval_id, approved_at
from approvals
where version_id = :version::integer and status = 'approved'
order by approved_at desc
limit 1;

-- name: runs-with-hyperparameters :many
-- params: {"wanted": "{\"learning_rate\": 0.017, \"optimizer\": \"lamb\", \"batch_size\": 64}"}
select run_id, model_name, accuracy
from training_runs
where hyperparameters @> :wanted::jsonb;

-- name: versions-of-model :many
-- params: {"model": 99}
select version_id, semver, registered_at from model_versions where model_id = :model::integer order by registered_at desc;

-- name: deployments-of-version :many
-- params: {"version": 1204}
select deployment_id, environment_id, status, deployed_at
from deployments
where version_id = :version::integer
order by deployed_at desc;

-- name: runs-of-version :many
-- params: {"version": 1204}
select run_id, status, accuracy, created_at from training_runs where version_id = :version::integer order by created_at desc;

-- name: newest-runs :many
select run_id, model_name, experiment_name, status, created_at from training_runs order by created_at desc limit 50;

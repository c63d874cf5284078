-- What the refresh of the materialised view computes every five minutes.
-- name: dashboard-refresh :one
-- params: {"now": "2026-01-15 00:00:00+00"}
-- calls: 12
select
  (select count(*) from models where is_active) as active_models,
  (select count(*) from deployments where environment_id = 1 and status = 'active') as in_production,
  (select count(*) from deployments where deployed_at >= :now::timestamptz - interval '1 day') as deployed_today,
  (select count(*) from deployments
    where deployed_at >= :now::timestamptz - interval '30 days' and status = 'failed') as failed_deployments,
  (select count(*) from training_runs where status in ('queued', 'running')) as open_runs,
  (select round(avg(accuracy), 4) from training_runs
    where created_at >= :now::timestamptz - interval '30 days' and status = 'succeeded') as mean_accuracy,
  (select count(*) from approvals where status = 'pending') as pending_approvals;

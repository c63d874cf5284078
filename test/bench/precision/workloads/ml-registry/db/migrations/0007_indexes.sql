-- The eighteen indexes of the exercise that the registry comes from, without five: deployments (environment_id), with which a longer one
-- begins; deployments (version_id, deployed_at) of what is active in production, for which nobody asks by version; and of the three
-- on jsonb the two that the exercise itself found to be never scanned. training_runs (model_name, status) is left out, too:
-- what asks for it wants succeeded runs alone, newest first.

-- Foreign keys.
create index concurrently model_versions_model_id_idx on model_versions (model_id);
create index concurrently training_runs_version_id_idx on training_runs (version_id);
create index concurrently deployments_version_id_idx on deployments (version_id);
create index concurrently approvals_version_id_idx on approvals (version_id);

-- Ranges of time; training_runs (created_at) has its index since 0006_search_and_feed.sql.
create index concurrently deployments_deployed_at_idx on deployments (deployed_at desc);
create index concurrently training_runs_started_at_idx on training_runs using brin (started_at) with (pages_per_range = 128);
create index concurrently model_versions_registered_at_idx on model_versions (registered_at desc);

-- Equality first, then the range; what is shown rides along.
create index concurrently training_runs_experiment_idx on training_runs (experiment_name, created_at desc)
  include (accuracy, status);
create index concurrently deployments_environment_idx on deployments (environment_id, status, deployed_at desc)
  include (version_id);

-- What few rows share.
create index concurrently training_runs_succeeded_idx on training_runs (model_name, created_at desc)
  include (accuracy, run_id) where status = 'succeeded';
create index concurrently approvals_approved_idx on approvals (version_id, approved_at desc) where status = 'approved';

-- Documents.
create index concurrently training_runs_hyperparameters_idx on training_runs using gin (hyperparameters jsonb_path_ops);

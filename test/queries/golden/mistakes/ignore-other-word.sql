-- name: runs
-- ignore sequential-scan: nightly job
SELECT 1;

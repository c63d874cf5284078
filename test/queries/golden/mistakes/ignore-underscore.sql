-- name: runs
-- plangate_ignore sequential-scan: nightly job
SELECT 1;

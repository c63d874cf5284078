-- name: runs
-- plangate-ignore sequential-scan nightly job
SELECT 1;

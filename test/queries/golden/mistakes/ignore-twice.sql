-- name: runs
-- plangate-ignore sequential-scan: nightly job
-- plangate-ignore sequential-scan: nightly job, again
SELECT 1;

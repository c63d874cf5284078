-- name: runs
-- plangate-ignore slow, sequential-scan: nightly job
SELECT 1;

-- name: runs
-- plangate-ingore sequential-scan: nightly job
SELECT 1;

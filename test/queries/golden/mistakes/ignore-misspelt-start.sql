-- name: runs
-- plangte-ignore sequential-scan: nightly job
SELECT 1;

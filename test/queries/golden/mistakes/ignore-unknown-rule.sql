-- name: runs
-- plangate-ignore sequentialscan: nightly job
SELECT 1;

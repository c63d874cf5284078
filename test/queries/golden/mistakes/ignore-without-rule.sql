-- name: runs
-- plangate-ignore: nightly job
SELECT 1;

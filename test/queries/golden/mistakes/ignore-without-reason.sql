-- name: runs
-- plangate-ignore sequential-scan:
SELECT 1;

-- name: runs
-- calls: 12k
SELECT 1;

-- name: runs
-- calls: -5
SELECT 1;

-- name: runs
-- calls 12000
SELECT 1;

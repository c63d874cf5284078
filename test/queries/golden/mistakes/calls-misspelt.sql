-- name: runs
-- call: 12000
SELECT 1;

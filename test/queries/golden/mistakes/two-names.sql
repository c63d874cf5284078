-- name: a
-- name: b
SELECT 1;

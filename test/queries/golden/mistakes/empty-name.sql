-- name:
SELECT 1;

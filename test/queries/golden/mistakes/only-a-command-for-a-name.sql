-- name: :many
SELECT 1;

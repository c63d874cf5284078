-- name: a
BEGIN;
-- name: b
SELECT 1;
-- name: c
COMMIT;

-- name: a
SELECT 1;

-- name: b
-- budget: latency 5ms

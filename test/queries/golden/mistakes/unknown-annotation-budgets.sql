-- name: q
-- budgets: latency 5ms
SELECT 1;

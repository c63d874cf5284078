-- budget: latency-p95 10
SELECT 1;

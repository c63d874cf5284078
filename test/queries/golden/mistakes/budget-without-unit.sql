-- budget: latency 5
SELECT 1;

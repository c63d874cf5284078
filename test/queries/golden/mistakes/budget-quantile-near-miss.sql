-- budgett: latency-p95 10ms
SELECT 1;

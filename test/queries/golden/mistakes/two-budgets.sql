-- budget: latency 5ms
-- budget: buffers 5
SELECT 1;

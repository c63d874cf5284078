-- plangate-budget latency: 5ms
SELECT 1;

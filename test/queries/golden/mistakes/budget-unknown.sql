-- budget: latncy 5ms
SELECT 1;

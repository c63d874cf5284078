-- budget: rows 5, rows 6
SELECT 1;

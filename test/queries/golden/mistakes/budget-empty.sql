-- budget:
SELECT 1;

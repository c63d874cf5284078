-- results: sorted
SELECT 1;

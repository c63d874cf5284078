\set limit 5
SELECT 1;

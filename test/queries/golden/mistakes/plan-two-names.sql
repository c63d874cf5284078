-- plan: index a b
SELECT 1;

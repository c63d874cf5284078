-- plan: no spill,
SELECT 1;

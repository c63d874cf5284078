-- plan: no spill, no  spill
SELECT 1;

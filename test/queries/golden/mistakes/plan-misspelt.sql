-- plan: index a_idx, no sequental scan
SELECT 1;

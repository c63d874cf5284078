-- plan: indx a_idx
SELECT 1;

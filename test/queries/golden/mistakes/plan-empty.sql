-- plan:
SELECT 1;

-- result: bag
SELECT 1;

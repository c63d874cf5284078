-- params: {"a": 1}
SELECT 1
WHERE 1 =@a;

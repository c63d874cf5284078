-- params: {"a": 1}
SELECT 1;

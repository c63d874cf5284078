-- params: {"a": 1}
SELECT 1 :a FROM t

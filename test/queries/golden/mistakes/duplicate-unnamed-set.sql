-- params: {"a": 1}
-- params: {"a": 1}
SELECT :a;

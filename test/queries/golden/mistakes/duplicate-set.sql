-- params x: {"a": 1}
-- params x: {"a": 2}
SELECT :a;

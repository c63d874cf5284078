-- parameters: {"a": 1}
SELECT :a;

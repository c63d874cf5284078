-- params from-1: {"a": 1}
SELECT :a;

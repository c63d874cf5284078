-- parms: {"a": 1}
SELECT :a;

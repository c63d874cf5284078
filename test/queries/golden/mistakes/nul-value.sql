-- params: {"a": "x\u0000y"}
SELECT :a;

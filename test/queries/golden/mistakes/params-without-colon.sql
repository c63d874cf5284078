-- params {"a": 1}
SELECT :a;

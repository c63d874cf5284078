-- params:
SELECT :a;

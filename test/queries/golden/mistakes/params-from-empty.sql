-- params from:
SELECT :a;

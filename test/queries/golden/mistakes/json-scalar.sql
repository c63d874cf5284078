-- params: 5
SELECT :a;

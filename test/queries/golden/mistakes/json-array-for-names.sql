-- params: [1]
SELECT :a;

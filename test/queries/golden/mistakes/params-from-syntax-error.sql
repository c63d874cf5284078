-- params from: select 1 as as a
SELECT :a;

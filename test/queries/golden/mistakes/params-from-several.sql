-- params from: select 1 as a; select 2 as a
SELECT :a;

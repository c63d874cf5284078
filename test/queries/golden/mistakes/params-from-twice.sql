-- params from: select 1 as a
-- params from: select 2 as a
SELECT :a;

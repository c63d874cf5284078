-- params from: select 1 as a
SELECT 1;

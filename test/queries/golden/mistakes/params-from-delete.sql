-- params from: delete from models returning 1 as a
SELECT :a;

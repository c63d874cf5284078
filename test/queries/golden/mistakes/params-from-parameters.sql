-- params from: select :b as a
SELECT :a;

-- params: {"1": 1, "3": 2}
SELECT $1,
 $3;

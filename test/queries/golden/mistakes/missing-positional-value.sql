-- params: ["x"]
SELECT $1, $2;

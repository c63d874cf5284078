-- params: ["x", "y"]
SELECT $1;

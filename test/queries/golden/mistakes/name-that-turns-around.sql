-- name: ‮gnp.exe
SELECT 1;

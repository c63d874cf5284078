-- name: a
SELECT 1;

SET search_path = app;

-- name: q
-- params typical: {"name": "x"}
SELECT :name, :since;

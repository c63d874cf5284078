-- name: by-name
SELECT *
FROM models
WHERE model_name = :name AND created_at > @since;

-- nmae: latest-deployments :many
SELECT 1;

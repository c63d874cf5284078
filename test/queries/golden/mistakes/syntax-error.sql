-- name: é-broken
-- params: {"since": "7 days", "name": "x"}
SELECT '😀', :since, 'é' AS ü
FROM models WHERE model_name = :name ORDRE BY 1;

-- name: search
-- params: {"words": "planner7 & index12"}
select id, title from articles where words @@ to_tsquery('english', :words::text) order by id;

-- name: ranked
-- params: {"words": "vacuum3 | buffer11"}
select id, ts_rank(words, to_tsquery('english', :words::text)) as rank
from articles where words @@ to_tsquery('english', :words::text) order by rank desc, id limit 10;

-- name: phrase
select count(*) from articles where words @@ phraseto_tsquery('english', 'planner7 latency14');

-- name: headline
select id, ts_headline('english', body, to_tsquery('english', 'replica6'))
from articles where words @@ to_tsquery('english', 'replica6') order by id limit 20;

-- name: prefix
select id from articles where title like 'Report 77%' order by id;

-- name: unindexed
select count(*) from articles where body ilike '%checkpoint59%';

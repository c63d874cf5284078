-- name: contains
select id from documents where body @> '{"owner": "user-17", "state": "paid"}';

-- name: by-owner
select id, body -> 'amount' from documents where body ->> 'owner' = 'user-99' order by created_at;

-- name: tagged
select count(*) from documents where body -> 'tags' ? 't17';

-- name: tagged-both
select count(*) from documents where body -> 'tags' ?& array['t17', 't31'];

-- name: by-path
select id from documents where body @@ '$.amount > 9900';

-- name: containing-line
select id from documents where body @> '{"lines": [{"sku": "sku-44"}]}';

-- name: totals
select body ->> 'state' as state, count(*), sum((body ->> 'amount')::integer) from documents group by 1 order by 1;

-- name: unnested
select line ->> 'sku' as sku, sum((line ->> 'count')::integer)
from documents, jsonb_array_elements(body -> 'lines') as line where body ->> 'owner' = 'user-5' group by 1 order by 1;

-- name: set-state
update documents set body = jsonb_set(body, '{state}', '"void"') where body ->> 'owner' = 'user-12';

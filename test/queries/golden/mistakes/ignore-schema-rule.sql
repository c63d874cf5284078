-- name: late
-- plangate-ignore duplicate-index: both are needed
select 1;

-- name: sorted
select visitor, at, page from visits order by referrer;

-- name: distinct-pages
select distinct visitor, page from visits;

-- name: grouped
select referrer, count(*) from visits group by referrer order by 2 desc, 1 limit 20;

-- name: hash-join
select count(*) from visits a join visits b on b.referrer = a.referrer;

-- name: window
select visitor, at - lag(at) over (partition by visitor order by at) from visits;

-- name: materialised
with seen as materialized (select visitor, page, referrer from visits) select count(*), (select count(distinct page) from seen) from seen;

-- name: union
select page from visits union select referrer from visits;

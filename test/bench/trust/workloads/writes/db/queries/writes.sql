-- name: insert-one
insert into orders values (9000001, 7, 'open', 12, timestamptz '2026-02-01');

-- name: insert-many
insert into orders select 9000000 + n, 1 + n % 50, 'open', n, timestamptz '2026-02-01' from generate_series(1, 300) as n;

-- name: update-one
-- params: {"id": 4711}
update orders set state = 'sent' where id = :id::integer;

-- name: update-many
update orders set state = 'sent', changed_at = timestamptz '2026-02-01' where shop = 12 and state = 'paid';

-- name: update-from
update stock set count = stock.count - sold.count
from (select sku, sum(items.count) as count from items join orders on orders.id = "order" where shop = 3 group by sku) as sold
where sold.sku = stock.sku;

-- name: delete-cascade
delete from orders where id between 100 and 140;

-- name: delete-items
delete from items where sku = 'sku-17';

-- name: upsert-one
insert into stock values ('sku-17', 5) on conflict (sku) do update set count = stock.count + excluded.count;

-- name: upsert-many
insert into stock select 'sku-' || n, 1 from generate_series(200, 399) as n
on conflict (sku) do update set count = stock.count + excluded.count;

-- name: merge-in-cte
with moved as (delete from items where "order" between 200 and 220 returning sku, count)
update stock set count = stock.count + moved.count from (select sku, sum(count) as count from moved group by sku) as moved where moved.sku = stock.sku;

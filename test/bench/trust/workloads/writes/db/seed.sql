insert into shops (id, name) select n, 'shop ' || n from generate_series(1, 50) as n;
alter table orders disable trigger user;
insert into orders
select n, 1 + n * 7919 % 50, (array['open', 'paid', 'sent'])[1 + n % 3], n * 31 % 900, timestamptz '2026-01-01' + n * interval '1 minute'
from generate_series(1, 8000) as n;
alter table orders enable trigger user;
insert into items select n, 1 + n * 7919 % 8000, 'sku-' || n % 300, 1 + n % 7 from generate_series(1, 24000) as n;
insert into stock select 'sku-' || n, 1000 from generate_series(0, 299) as n;

insert into nation
select n, 'NATION ' || n, (array['AFRICA', 'AMERICA', 'ASIA', 'EUROPE', 'MIDDLE EAST'])[1 + n % 5] from generate_series(0, 24) as n;
insert into supplier select n, n * 7 % 25, n * 7919 % 10000 from generate_series(1, 100) as n;
insert into customer
select n, n * 11 % 25, (array['AUTOMOBILE', 'BUILDING', 'FURNITURE', 'HOUSEHOLD', 'MACHINERY'])[1 + n * 3 % 5], n * 7919 % 10000
from generate_series(1, 1500) as n;
insert into part
select n, 'Brand#' || 1 + n % 25, (array['PROMO', 'STANDARD', 'SMALL', 'LARGE', 'ECONOMY'])[1 + n * 7 % 5], 1 + n * 13 % 50
from generate_series(1, 2000) as n;
insert into orders
select n, 1 + n * 7919 % 1500, date '2024-01-01' + n * 31 % 700, (array['1-URGENT', '2-HIGH', '3-MEDIUM', '4-LOW', '5-NONE'])[1 + n * 17 % 5],
  1000 + n * 7919 % 90000
from generate_series(1, 15000) as n;
insert into lineitem
select n, line, 1 + (n * 4 + line) * 7907 % 2000, 1 + (n + line) * 31 % 100, 1 + n * line % 50, 100 + (n * 7919 + line) % 9000,
  (n + line) % 11 / 100.0, (array['A', 'N', 'R'])[1 + (n + line) % 3], date '2024-01-01' + n * 31 % 700 + line * 9,
  (array['AIR', 'MAIL', 'RAIL', 'SHIP', 'TRUCK'])[1 + (n * 5 + line) % 5]
from generate_series(1, 15000) as n, generate_series(1, 4) as line;

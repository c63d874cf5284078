-- A fiftieth of TPC-H's smallest size. Every value is arithmetic on a row's number or its md5, so each build holds the same rows.
insert into region (regionkey, name)
select n - 1, (array['AFRICA', 'AMERICA', 'ASIA', 'EUROPE', 'MIDDLE EAST'])[n] from generate_series(1, 5) as n;

insert into nation (nationkey, name, regionkey)
select
  n - 1,
  (array['ALGERIA', 'ARGENTINA', 'BRAZIL', 'CANADA', 'EGYPT', 'ETHIOPIA', 'FRANCE', 'GERMANY', 'INDIA', 'INDONESIA', 'IRAN', 'IRAQ', 'JAPAN',
    'JORDAN', 'KENYA', 'MOROCCO', 'MOZAMBIQUE', 'PERU', 'CHINA', 'ROMANIA', 'SAUDI ARABIA', 'VIETNAM', 'RUSSIA', 'UNITED KINGDOM',
    'UNITED STATES'])[n],
  (array[0, 1, 1, 1, 4, 0, 3, 3, 2, 2, 4, 4, 2, 4, 0, 0, 0, 1, 2, 3, 4, 2, 3, 3, 1])[n]
from generate_series(1, 25) as n;

insert into supplier (suppkey, name, address, nationkey, phone, balance, remark)
select
  n,
  'Supplier ' || to_char(n, 'FM000000'),
  left(digest, 20),
  a % 25,
  10 + a % 25 || '-' || left(digest, 3) || '-' || right(digest, 4),
  (b % 1099999 - 99999) / 100.0,
  case when n % 67 = 0 then 'Customer Complaints ' else '' end || repeat(left(digest, 8) || ' ', 6)
from generate_series(1, 200) as n, md5('supplier ' || n) as digest,
  lateral (select ('x' || substr(digest, 1, 7))::bit(28)::integer as a, ('x' || substr(digest, 8, 7))::bit(28)::integer as b) as drawn;

insert into customer (custkey, name, address, nationkey, phone, balance, segment, remark)
select
  n,
  'Customer ' || to_char(n, 'FM000000'),
  left(digest, 20),
  a % 25,
  10 + a % 25 || '-' || left(digest, 3) || '-' || right(digest, 4),
  (b % 1099999 - 99999) / 100.0,
  (array['AUTOMOBILE', 'BUILDING', 'FURNITURE', 'HOUSEHOLD', 'MACHINERY'])[1 + c % 5],
  repeat(left(digest, 8) || ' ', 8)
from generate_series(1, 3000) as n, md5('customer ' || n) as digest,
  lateral (
    select
      ('x' || substr(digest, 1, 7))::bit(28)::integer as a,
      ('x' || substr(digest, 8, 7))::bit(28)::integer as b,
      ('x' || substr(digest, 15, 7))::bit(28)::integer as c
  ) as drawn;

insert into part (partkey, name, maker, brand, type, size, container, price)
select
  n,
  (array['almond', 'azure', 'beige', 'blue', 'coral', 'forest', 'green', 'ivory', 'lemon', 'olive'])[1 + a % 10] || ' '
    || (array['chiffon', 'lace', 'linen', 'metallic', 'powder', 'rose', 'smoke'])[1 + b % 7],
  'Maker ' || 1 + c % 5,
  'Brand ' || 1 + c % 5 || 1 + c / 5 % 5,
  (array['STANDARD', 'SMALL', 'MEDIUM', 'LARGE', 'ECONOMY', 'PROMO'])[1 + a / 10 % 6] || ' '
    || (array['ANODIZED', 'BURNISHED', 'PLATED', 'POLISHED', 'BRUSHED'])[1 + b / 7 % 5] || ' '
    || (array['TIN', 'NICKEL', 'BRASS', 'STEEL', 'COPPER'])[1 + a / 60 % 5],
  1 + b / 35 % 50,
  (array['SM', 'LG', 'MED', 'JUMBO', 'WRAP'])[1 + c / 25 % 5] || ' '
    || (array['CASE', 'BOX', 'BAG', 'JAR', 'PKG', 'PACK', 'CAN', 'DRUM'])[1 + c / 125 % 8],
  (90000 + n / 10 % 20001 + 100 * (n % 1000)) / 100.0
from generate_series(1, 4000) as n, md5('part ' || n) as digest,
  lateral (
    select
      ('x' || substr(digest, 1, 7))::bit(28)::integer as a,
      ('x' || substr(digest, 8, 7))::bit(28)::integer as b,
      ('x' || substr(digest, 15, 7))::bit(28)::integer as c
  ) as drawn;

-- Four suppliers of each part.
insert into partsupp (partkey, suppkey, available, cost, remark)
select n, 1 + (n + k * 51) % 200, 1 + a % 9999, (100 + b % 99901) / 100.0, repeat(left(digest, 8) || ' ', 14)
from generate_series(1, 4000) as n, generate_series(0, 3) as k, md5('partsupp ' || n || ' ' || k) as digest,
  lateral (select ('x' || substr(digest, 1, 7))::bit(28)::integer as a, ('x' || substr(digest, 8, 7))::bit(28)::integer as b) as drawn;

-- A third of the customers never ordered. Totals and states follow from the lines.
insert into orders (orderkey, custkey, status, total, ordered_on, priority, clerk, remark)
select
  n,
  1 + 3 * (a % 1000) + c / 100 % 2,
  'O',
  0,
  date '1992-01-01' + b % 2406,
  (array['1-URGENT', '2-HIGH', '3-MEDIUM', '4-NOT SPECIFIED', '5-LOW'])[1 + c % 5],
  'Clerk ' || 1 + c % 20,
  case when a % 97 = 0 then 'special requests ' else '' end || repeat(left(digest, 8) || ' ', 5)
from generate_series(1, 30000) as n, md5('order ' || n) as digest,
  lateral (
    select
      ('x' || substr(digest, 1, 7))::bit(28)::integer as a,
      ('x' || substr(digest, 8, 7))::bit(28)::integer as b,
      ('x' || substr(digest, 15, 7))::bit(28)::integer as c
  ) as drawn;

insert into lineitem
  (orderkey, line, partkey, suppkey, quantity, price, discount, tax, returned, status, shipped_on, promised_for, received_on, instruction, mode, remark)
select
  orderkey,
  line,
  1 + a % 4000,
  1 + (1 + a % 4000 + b % 4 * 51) % 200,
  1 + b / 4 % 50,
  (1 + b / 4 % 50) * (90000 + (1 + a % 4000) / 10 % 20001 + 100 * ((1 + a % 4000) % 1000)) / 100.0,
  c % 11 / 100.0,
  c / 11 % 9 / 100.0,
  case when ordered_on + ships + arrives > date '1995-06-17' then 'N' when d % 2 = 0 then 'R' else 'A' end,
  case when ordered_on + ships > date '1995-06-17' then 'O' else 'F' end,
  ordered_on + ships,
  ordered_on + 30 + c / 99 % 61,
  ordered_on + ships + arrives,
  (array['DELIVER IN PERSON', 'COLLECT COD', 'NONE', 'TAKE BACK RETURN'])[1 + d / 2 % 4],
  (array['REG AIR', 'AIR', 'RAIL', 'SHIP', 'TRUCK', 'MAIL', 'FOB'])[1 + d / 8 % 7],
  repeat(left(digest, 8) || ' ', 3)
from orders, lateral generate_series(1, 1 + orderkey * 7919 % 7) as line, md5('line ' || orderkey || ' ' || line) as digest,
  lateral (
    select
      ('x' || substr(digest, 1, 7))::bit(28)::integer as a,
      ('x' || substr(digest, 8, 7))::bit(28)::integer as b,
      ('x' || substr(digest, 15, 7))::bit(28)::integer as c,
      ('x' || substr(digest, 22, 7))::bit(28)::integer as d
  ) as drawn,
  lateral (select 1 + d / 56 % 121 as ships, 1 + a / 4000 % 30 as arrives) as days;

update orders
set total = own.total, status = own.status
from (
  select
    orderkey,
    sum(price * (1 + tax) * (1 - discount)) as total,
    case when min(status) <> max(status) then 'P' else min(status) end as status
  from lineitem
  group by orderkey
) as own
where own.orderkey = orders.orderkey;

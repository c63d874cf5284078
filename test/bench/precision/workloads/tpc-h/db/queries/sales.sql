-- What TPC-H's 22 queries ask, in words of our own: https://www.tpc.org/tpch/

-- name: q01-pricing-summary
-- params: {"until": "1998-09-02"}
select
  returned,
  status,
  sum(quantity) as quantity,
  sum(price) as base_price,
  sum(price * (1 - discount)) as discounted_price,
  sum(price * (1 - discount) * (1 + tax)) as charge,
  avg(quantity) as average_quantity,
  avg(price) as average_price,
  avg(discount) as average_discount,
  count(*) as lines
from lineitem
where shipped_on <= :until::date
group by returned, status
order by returned, status;

-- name: q02-cheapest-supplier
-- params: {"size": 15, "type": "%BRASS", "region": "EUROPE"}
with offers as (
  select
    ps.partkey,
    ps.suppkey,
    n.name as nation,
    ps.cost,
    min(ps.cost) over (partition by ps.partkey) as least
  from part p
  join partsupp ps on ps.partkey = p.partkey
  join supplier s on s.suppkey = ps.suppkey
  join nation n on n.nationkey = s.nationkey
  join region r on r.regionkey = n.regionkey
  where p.size = :size::integer and p.type like :type::text and r.name = :region::text
)
select s.balance, s.name, o.nation, o.partkey, o.cost, s.address, s.phone
from offers o
join supplier s on s.suppkey = o.suppkey
where o.cost = o.least
order by s.balance desc, o.nation, s.name, o.partkey
limit 100;

-- name: q03-unshipped-orders
-- params: {"segment": "BUILDING", "day": "1995-03-15"}
select l.orderkey, sum(l.price * (1 - l.discount)) as revenue, o.ordered_on
from customer c
join orders o on o.custkey = c.custkey
join lineitem l on l.orderkey = o.orderkey
where c.segment = :segment::text and o.ordered_on < :day::date and l.shipped_on > :day::date
group by l.orderkey, o.ordered_on
order by revenue desc, o.ordered_on
limit 10;

-- name: q04-late-orders-by-priority
-- params: {"from": "1993-07-01"}
select o.priority, count(*) as orders
from orders o
where o.ordered_on >= :from::date
  and o.ordered_on < :from::date + interval '3 months'
  and exists (select from lineitem l where l.orderkey = o.orderkey and l.promised_for < l.received_on)
group by o.priority
order by o.priority;

-- name: q05-local-suppliers
-- params: {"region": "ASIA", "from": "1994-01-01"}
select n.name, sum(l.price * (1 - l.discount)) as revenue
from region r
join nation n on n.regionkey = r.regionkey
join customer c on c.nationkey = n.nationkey
join orders o on o.custkey = c.custkey
join lineitem l on l.orderkey = o.orderkey
join supplier s on s.suppkey = l.suppkey and s.nationkey = n.nationkey
where r.name = :region::text
  and o.ordered_on >= :from::date
  and o.ordered_on < :from::date + interval '1 year'
group by n.name
order by revenue desc;

-- name: q06-revenue-of-discounts
-- params: {"from": "1994-01-01"}
select sum(price * discount) as revenue
from lineitem
where shipped_on >= :from::date
  and shipped_on < :from::date + interval '1 year'
  and discount between 0.05 and 0.07
  and quantity < 24;

-- name: q07-trade-of-two-nations
-- params: {"one": "FRANCE", "other": "GERMANY"}
select
  sn.name as seller,
  cn.name as buyer,
  extract(year from l.shipped_on) as year,
  sum(l.price * (1 - l.discount)) as volume
from supplier s
join lineitem l on l.suppkey = s.suppkey
join orders o on o.orderkey = l.orderkey
join customer c on c.custkey = o.custkey
join nation sn on sn.nationkey = s.nationkey
join nation cn on cn.nationkey = c.nationkey
where (sn.name, cn.name) in ((:one::text, :other::text), (:other::text, :one::text))
  and l.shipped_on between date '1995-01-01' and date '1996-12-31'
group by seller, buyer, year
order by seller, buyer, year;

-- name: q08-market-share
-- params: {"nation": "BRAZIL", "region": "AMERICA", "type": "ECONOMY ANODIZED STEEL"}
select
  extract(year from o.ordered_on) as year,
  sum(l.price * (1 - l.discount)) filter (where sn.name = :nation::text) / sum(l.price * (1 - l.discount)) as share
from part p
join lineitem l on l.partkey = p.partkey
join supplier s on s.suppkey = l.suppkey
join nation sn on sn.nationkey = s.nationkey
join orders o on o.orderkey = l.orderkey
join customer c on c.custkey = o.custkey
join nation cn on cn.nationkey = c.nationkey
join region r on r.regionkey = cn.regionkey
where r.name = :region::text
  and p.type = :type::text
  and o.ordered_on between date '1995-01-01' and date '1996-12-31'
group by year
order by year;

-- name: q09-profit-by-nation-and-year
-- params: {"colour": "%green%"}
select
  n.name as nation,
  extract(year from o.ordered_on) as year,
  sum(l.price * (1 - l.discount) - ps.cost * l.quantity) as profit
from part p
join partsupp ps on ps.partkey = p.partkey
join lineitem l on l.partkey = ps.partkey and l.suppkey = ps.suppkey
join supplier s on s.suppkey = ps.suppkey
join nation n on n.nationkey = s.nationkey
join orders o on o.orderkey = l.orderkey
where p.name like :colour::text
group by nation, year
order by nation, year desc;

-- name: q10-returning-customers
-- params: {"from": "1993-10-01"}
select c.custkey, c.name, sum(l.price * (1 - l.discount)) as revenue, c.balance, n.name as nation, c.address, c.phone
from orders o
join lineitem l on l.orderkey = o.orderkey
join customer c on c.custkey = o.custkey
join nation n on n.nationkey = c.nationkey
where o.ordered_on >= :from::date
  and o.ordered_on < :from::date + interval '3 months'
  and l.returned = 'R'
group by c.custkey, n.name
order by revenue desc
limit 20;

-- name: q11-important-stock
-- params: {"nation": "GERMANY"}
with stock as (
  select ps.partkey, sum(ps.cost * ps.available) as value
  from partsupp ps
  join supplier s on s.suppkey = ps.suppkey
  join nation n on n.nationkey = s.nationkey
  where n.name = :nation::text
  group by ps.partkey
)
select partkey, value
from stock
where value > (select sum(value) * 0.005 from stock)
order by value desc;

-- name: q12-late-by-mode
-- params: {"from": "1994-01-01"}
select
  l.mode,
  count(*) filter (where o.priority in ('1-URGENT', '2-HIGH')) as urgent,
  count(*) filter (where o.priority not in ('1-URGENT', '2-HIGH')) as other
from lineitem l
join orders o on o.orderkey = l.orderkey
where l.mode in ('MAIL', 'SHIP')
  and l.promised_for < l.received_on
  and l.shipped_on < l.promised_for
  and l.received_on >= :from::date
  and l.received_on < :from::date + interval '1 year'
group by l.mode
order by l.mode;

-- name: q13-customers-by-orders
select own.orders, count(*) as customers
from (
  select c.custkey, count(o.orderkey) as orders
  from customer c
  left join orders o on o.custkey = c.custkey and o.remark not like '%special%requests%'
  group by c.custkey
) as own
group by own.orders
order by customers desc, own.orders desc;

-- name: q14-share-of-promotions
-- params: {"from": "1995-09-01"}
select 100 * sum(l.price * (1 - l.discount)) filter (where p.type like 'PROMO%') / sum(l.price * (1 - l.discount)) as share
from lineitem l
join part p on p.partkey = l.partkey
where l.shipped_on >= :from::date and l.shipped_on < :from::date + interval '1 month';

-- name: q15-best-supplier
-- params: {"from": "1996-01-01"}
with revenue as (
  select suppkey, sum(price * (1 - discount)) as total
  from lineitem
  where shipped_on >= :from::date and shipped_on < :from::date + interval '3 months'
  group by suppkey
)
select s.suppkey, s.name, s.address, s.phone, r.total
from revenue r
join supplier s on s.suppkey = r.suppkey
where r.total = (select max(total) from revenue)
order by s.suppkey;

-- name: q16-suppliers-by-part
-- params: {"brand": "Brand 45", "type": "MEDIUM POLISHED%"}
select p.brand, p.type, p.size, count(distinct ps.suppkey) as suppliers
from part p
join partsupp ps on ps.partkey = p.partkey
where p.brand <> :brand::text
  and p.type not like :type::text
  and p.size in (49, 14, 23, 45, 19, 3, 36, 9)
  and not exists (select from supplier s where s.suppkey = ps.suppkey and s.remark like '%Customer%Complaints%')
group by p.brand, p.type, p.size
order by suppliers desc, p.brand, p.type, p.size;

-- name: q17-revenue-of-small-orders
-- params: {"brand": "Brand 23", "container": "MED BOX"}
select sum(l.price) / 7 as yearly
from part p
join lineitem l on l.partkey = p.partkey
where p.brand = :brand::text
  and p.container = :container::text
  and l.quantity < (select 0.2 * avg(own.quantity) from lineitem own where own.partkey = p.partkey);

-- name: q18-large-orders
-- params: {"quantity": 270}
with large as (
  select orderkey, sum(quantity) as quantity
  from lineitem
  group by orderkey
  having sum(quantity) > :quantity::numeric
)
select c.name, c.custkey, o.orderkey, o.ordered_on, o.total, large.quantity
from large
join orders o on o.orderkey = large.orderkey
join customer c on c.custkey = o.custkey
order by o.total desc, o.ordered_on
limit 100;

-- name: q19-revenue-of-three-kinds
-- params: {"one": "Brand 12", "two": "Brand 23", "three": "Brand 34"}
select sum(l.price * (1 - l.discount)) as revenue
from part p
join lineitem l on l.partkey = p.partkey
where l.mode in ('AIR', 'REG AIR')
  and l.instruction = 'DELIVER IN PERSON'
  and (
    (p.brand = :one::text and p.container like 'SM %' and p.size between 1 and 5 and l.quantity between 1 and 11)
    or (p.brand = :two::text and p.container like 'MED %' and p.size between 1 and 10 and l.quantity between 10 and 20)
    or (p.brand = :three::text and p.container like 'LG %' and p.size between 1 and 15 and l.quantity between 20 and 30)
  );

-- name: q20-suppliers-with-much-left
-- params: {"nation": "CANADA"}
with sold as (
  select l.partkey, l.suppkey, sum(l.quantity) as quantity
  from part p
  join lineitem l on l.partkey = p.partkey
  where p.name like 'forest%'
    and l.shipped_on >= date '1994-01-01'
    and l.shipped_on < date '1995-01-01'
  group by l.partkey, l.suppkey
)
select s.name, s.address
from supplier s
join nation n on n.nationkey = s.nationkey
where n.name = :nation::text
  and exists (
    select
    from partsupp ps
    join sold on sold.partkey = ps.partkey and sold.suppkey = ps.suppkey
    where ps.suppkey = s.suppkey and ps.available > 0.5 * sold.quantity
  )
order by s.name;

-- name: q21-suppliers-that-kept-orders-waiting
-- params: {"nation": "SAUDI ARABIA"}
select s.name, count(*) as waiting
from supplier s
join nation n on n.nationkey = s.nationkey
join lineitem l on l.suppkey = s.suppkey
join orders o on o.orderkey = l.orderkey
where n.name = :nation::text
  and o.status = 'F'
  and l.received_on > l.promised_for
  and exists (select from lineitem other where other.orderkey = l.orderkey and other.suppkey <> l.suppkey)
  and not exists (
    select
    from lineitem other
    where other.orderkey = l.orderkey and other.suppkey <> l.suppkey and other.received_on > other.promised_for
  )
group by s.name
order by waiting desc, s.name
limit 100;

-- name: q22-customers-to-win-back
select substring(c.phone from 1 for 2) as code, count(*) as customers, sum(c.balance) as balance
from customer c
where substring(c.phone from 1 for 2) in ('13', '31', '23', '29', '30', '18', '17')
  and c.balance > (
    select avg(balance)
    from customer
    where balance > 0 and substring(phone from 1 for 2) in ('13', '31', '23', '29', '30', '18', '17')
  )
  and not exists (select from orders o where o.custkey = c.custkey)
group by code
order by code;

-- name: q1-pricing-summary
select l_returnflag, count(*), sum(l_quantity), sum(l_extendedprice * (1 - l_discount)), avg(l_discount)
from lineitem where l_shipdate <= date '2025-09-01' group by l_returnflag order by l_returnflag;

-- name: q3-shipping-priority
select l_orderkey, sum(l_extendedprice * (1 - l_discount)) as revenue, o_orderdate
from customer join orders on c_custkey = o_custkey join lineitem on l_orderkey = o_orderkey
where c_mktsegment = 'BUILDING' and o_orderdate < date '2025-03-15' and l_shipdate > date '2025-03-15'
group by l_orderkey, o_orderdate order by revenue desc, o_orderdate limit 10;

-- name: q5-local-supplier
select n_name, sum(l_extendedprice * (1 - l_discount)) as revenue
from customer join orders on c_custkey = o_custkey join lineitem on l_orderkey = o_orderkey
  join supplier on l_suppkey = s_suppkey and c_nationkey = s_nationkey join nation on s_nationkey = n_nationkey
where n_region = 'ASIA' and o_orderdate >= date '2024-06-01' and o_orderdate < date '2025-06-01'
group by n_name order by revenue desc;

-- name: q6-forecast
select sum(l_extendedprice * l_discount) from lineitem
where l_shipdate >= date '2024-06-01' and l_shipdate < date '2024-09-01' and l_discount between 0.04 and 0.06 and l_quantity < 24;

-- name: q10-returned-items
select c_custkey, sum(l_extendedprice * (1 - l_discount)) as revenue, c_acctbal
from customer join orders on c_custkey = o_custkey join lineitem on l_orderkey = o_orderkey
where o_orderdate >= date '2024-10-01' and o_orderdate < date '2025-01-01' and l_returnflag = 'R'
group by c_custkey, c_acctbal order by revenue desc limit 20;

-- name: q12-shipping-modes
select l_shipmode, count(*) filter (where o_orderpriority in ('1-URGENT', '2-HIGH')) as high, count(*) as all_of_them
from orders join lineitem on o_orderkey = l_orderkey
where l_shipmode in ('MAIL', 'SHIP') and l_shipdate >= date '2024-06-01' and l_shipdate < date '2025-06-01'
group by l_shipmode order by l_shipmode;

-- name: q14-promotion
select 100 * sum(case when p_type = 'PROMO' then l_extendedprice * (1 - l_discount) else 0 end) / sum(l_extendedprice * (1 - l_discount))
from lineitem join part on l_partkey = p_partkey
where l_shipdate >= date '2024-09-01' and l_shipdate < date '2024-10-01';

-- name: q18-large-orders
select c_custkey, o_orderkey, o_orderdate, sum(l_quantity)
from customer join orders on c_custkey = o_custkey join lineitem on o_orderkey = l_orderkey
where o_orderkey in (select l_orderkey from lineitem group by l_orderkey having sum(l_quantity) > 120)
group by c_custkey, o_orderkey, o_orderdate order by sum(l_quantity) desc, o_orderdate limit 50;

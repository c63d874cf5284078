-- Seven of the eight tables of TPC-H, with the columns that the queries read. https://www.tpc.org/tpch/
create table nation (n_nationkey integer primary key, n_name text not null, n_region text not null);
create table supplier (s_suppkey integer primary key, s_nationkey integer not null references nation, s_acctbal numeric(12, 2) not null);
create table customer (
  c_custkey integer primary key,
  c_nationkey integer not null references nation,
  c_mktsegment text not null,
  c_acctbal numeric(12, 2) not null
);
create table part (p_partkey integer primary key, p_brand text not null, p_type text not null, p_size integer not null);
create table orders (
  o_orderkey integer primary key,
  o_custkey integer not null references customer,
  o_orderdate date not null,
  o_orderpriority text not null,
  o_totalprice numeric(12, 2) not null
);
create table lineitem (
  l_orderkey integer not null references orders,
  l_linenumber integer not null,
  l_partkey integer not null references part,
  l_suppkey integer not null references supplier,
  l_quantity numeric(12, 2) not null,
  l_extendedprice numeric(12, 2) not null,
  l_discount numeric(4, 2) not null,
  l_returnflag text not null,
  l_shipdate date not null,
  l_shipmode text not null,
  primary key (l_orderkey, l_linenumber)
);
create index orders_custkey_idx on orders (o_custkey);
create index lineitem_shipdate_idx on lineitem (l_shipdate);

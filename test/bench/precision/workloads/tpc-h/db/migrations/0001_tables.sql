-- Who sells which parts, who bought them, and when they were shipped: the shape of https://www.tpc.org/tpch/.
create table region (
  regionkey integer primary key,
  name text not null
);

create table nation (
  nationkey integer primary key,
  name text not null,
  regionkey integer not null references region
);

create table supplier (
  suppkey integer primary key,
  name text not null,
  address text not null,
  nationkey integer not null references nation,
  phone text not null,
  balance numeric(15, 2) not null,
  remark text not null
);

create table customer (
  custkey integer primary key,
  name text not null,
  address text not null,
  nationkey integer not null references nation,
  phone text not null,
  balance numeric(15, 2) not null,
  segment text not null,
  remark text not null
);

create table part (
  partkey integer primary key,
  name text not null,
  maker text not null,
  brand text not null,
  type text not null,
  size integer not null,
  container text not null,
  price numeric(15, 2) not null
);

create table partsupp (
  partkey integer not null references part,
  suppkey integer not null references supplier,
  available integer not null,
  cost numeric(15, 2) not null,
  remark text not null,
  primary key (partkey, suppkey)
);

create table orders (
  orderkey integer primary key,
  custkey integer not null references customer,
  status char(1) not null,
  total numeric(15, 2) not null,
  ordered_on date not null,
  priority text not null,
  clerk text not null,
  remark text not null
);

create table lineitem (
  orderkey integer not null references orders,
  line integer not null,
  partkey integer not null,
  suppkey integer not null,
  quantity numeric(15, 2) not null,
  price numeric(15, 2) not null,
  discount numeric(15, 2) not null,
  tax numeric(15, 2) not null,
  returned char(1) not null,
  status char(1) not null,
  shipped_on date not null,
  promised_for date not null,
  received_on date not null,
  instruction text not null,
  mode text not null,
  remark text not null,
  primary key (orderkey, line),
  foreign key (partkey, suppkey) references partsupp
);

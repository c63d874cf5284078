-- Foreign keys.
create index nation_regionkey_idx on nation (regionkey);
create index supplier_nationkey_idx on supplier (nationkey);
create index customer_nationkey_idx on customer (nationkey);
create index partsupp_suppkey_idx on partsupp (suppkey);
create index orders_custkey_idx on orders (custkey);
create index lineitem_partkey_suppkey_idx on lineitem (partkey, suppkey);
create index lineitem_suppkey_idx on lineitem (suppkey);

-- Dates.
create index orders_ordered_on_idx on orders (ordered_on);
create index lineitem_shipped_on_idx on lineitem (shipped_on);
create index lineitem_received_on_idx on lineitem (received_on);

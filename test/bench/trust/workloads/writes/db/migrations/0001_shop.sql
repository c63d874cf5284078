create table shops (id integer primary key, name text not null, orders integer not null default 0);
create table orders (
  id integer primary key,
  shop integer not null references shops,
  state text not null,
  amount numeric(10, 2) not null,
  changed_at timestamptz not null
);
create index orders_shop_idx on orders (shop);
create table items (
  id integer primary key,
  "order" integer not null references orders on delete cascade,
  sku text not null,
  count integer not null check (count > 0)
);
create index items_order_idx on items ("order");
create table stock (sku text primary key, count integer not null);
create table audit (id bigint generated always as identity primary key, "order" integer not null, was text, becomes text);

create function audit_order() returns trigger language plpgsql as $$
begin
  insert into audit ("order", was, becomes) values (new.id, old.state, new.state);
  return null;
end $$;
create trigger audit_orders after update of state on orders for each row execute function audit_order();

create function count_orders() returns trigger language plpgsql as $$
begin
  update shops set orders = orders + 1 where id = new.shop;
  return new;
end $$;
create trigger count_orders before insert on orders for each row execute function count_orders();

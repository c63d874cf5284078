create table sensors (id integer primary key, site text not null);
create table readings (sensor integer not null, at timestamptz not null, value double precision not null) partition by range (at);
do $$
begin
  for month in 0..11 loop
    execute format('create table readings_%s partition of readings for values from (%L) to (%L)', to_char(month + 1, 'FM00'),
      timestamptz '2026-01-01 00:00:00+00' + month * interval '1 month', timestamptz '2026-01-01 00:00:00+00' + (month + 1) * interval '1 month');
  end loop;
end $$;
create index readings_sensor_at_idx on readings (sensor, at);
create table accounts (id integer not null, balance integer not null) partition by hash (id);
do $$
begin
  for part in 0..7 loop
    execute format('create table accounts_%s partition of accounts for values with (modulus 8, remainder %s)', part, part);
  end loop;
end $$;
alter table accounts add primary key (id);

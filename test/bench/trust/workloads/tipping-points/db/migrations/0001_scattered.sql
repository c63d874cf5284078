create table scattered (id integer primary key, key integer not null, other integer not null, note text not null);
create index scattered_key_idx on scattered (key);
create index scattered_other_idx on scattered (other);
create table details (id integer primary key, key integer not null, amount integer not null);
create index details_key_idx on details (key);

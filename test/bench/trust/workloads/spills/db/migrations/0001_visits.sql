create table visits (id integer primary key, visitor integer not null, page text not null, at timestamptz not null, referrer text not null);

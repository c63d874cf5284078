create table users (id integer primary key, email text not null unique, token uuid not null unique, name text not null);
create table sessions (token uuid primary key, "user" integer not null references users, expires_at timestamptz not null);
create index sessions_user_idx on sessions ("user", expires_at desc);
create table flags (name text primary key, enabled boolean not null);
create index users_lower_name_idx on users (lower(name));

-- name: user-by-id
-- params: {"id": 4711}
select email, name from users where id = :id::integer;

-- name: user-by-email
-- params: {"email": "user4711@example.org"}
select id from users where email = :email::text;

-- name: user-by-token
select id from users where token = md5('user 4711')::uuid;

-- name: user-by-name
-- params: {"name": "name 4711"}
select id from users where lower(name) = :name::text;

-- name: session
select "user", expires_at from sessions where token = md5('session 17')::uuid;

-- name: last-session
-- params: {"user": 4711}
select token from sessions where "user" = :user::integer order by expires_at desc limit 1;

-- name: session-with-user
select name from sessions join users on users.id = "user" where sessions.token = md5('session 17')::uuid;

-- name: flag
select enabled from flags where name = 'flag-7';

-- name: all-flags
select name from flags where enabled order by name;

-- name: several
-- params: {"ids": [17, 170, 1700, 7001, 9999]}
select id, name from users where id = any(:ids::integer[]);

-- name: exists
select exists (select from sessions where "user" = 4711 and expires_at > timestamptz '2026-01-02');

-- name: nothing
select 1;

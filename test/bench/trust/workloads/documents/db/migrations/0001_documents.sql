create table documents (id bigint primary key, created_at timestamptz not null, body jsonb not null);
create index documents_body_idx on documents using gin (body jsonb_path_ops);
create index documents_tags_idx on documents using gin ((body -> 'tags'));
create index documents_owner_idx on documents ((body ->> 'owner'));

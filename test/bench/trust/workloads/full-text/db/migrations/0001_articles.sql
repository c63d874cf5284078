create table articles (
  id integer primary key,
  title text not null,
  body text not null,
  words tsvector not null generated always as (to_tsvector('english', title || ' ' || body)) stored
);
create index articles_words_idx on articles using gin (words);
create index articles_title_idx on articles (title text_pattern_ops);

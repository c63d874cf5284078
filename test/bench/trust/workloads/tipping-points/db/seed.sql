-- Key and place on disk have nothing to do with each other.
insert into scattered select n, n * 7919 % 30011, (n::bigint * 104729 % 30011)::integer, repeat('x', 60 + n % 40) from generate_series(1, 30000) as n;
insert into details select n, n * 7907 % 30011, n % 100 from generate_series(1, 30000) as n;

insert into articles (id, title, body)
select n, 'Report ' || n * 7919 % 9973, (
  select string_agg((array['index', 'planner', 'vacuum', 'buffer', 'join', 'latency', 'replica', 'cluster', 'trigger', 'sequence', 'statistics',
    'partition', 'storage', 'network', 'monitoring', 'checkpoint'])[1 + (n * 31 + w * w * 7) % 16] || n * w % 60, ' ')
  from generate_series(1, 30) as w)
from generate_series(1, 6000) as n;

insert into documents
select n, timestamptz '2026-01-01' + n * interval '1 minute', jsonb_build_object(
  'owner', 'user-' || n * 7919 % 700, 'state', (array['draft', 'sent', 'paid', 'void'])[1 + n * 13 % 4],
  'amount', n * 31 % 9973, 'tags', jsonb_build_array('t' || n % 97, 't' || n * 7 % 211, 't' || n * 31 % 401),
  'lines', jsonb_build_array(jsonb_build_object('sku', 'sku-' || n % 500, 'count', n % 9), jsonb_build_object('sku', 'sku-' || n * 3 % 500, 'count', 1)))
from generate_series(1, 20000) as n;

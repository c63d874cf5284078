import type { Catalogue, CatalogueTable, Row, Session } from './types.ts';

/**
 * Tables and indexes of the user's own schemas, everything in one JSON value, sorted as text by code point.
 * Temporary tables and what belongs to extensions are left out.
 * https://www.postgresql.org/docs/current/catalogs.html
 */
const statement = `
with relations as (
  select c.oid, n.nspname, c.relname, c.relkind, c.reltuples, c.relpages, c.relispartition
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'm', 'f') and c.relpersistence <> 't'
    and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_toast%'
    and not exists (select from pg_depend d
      where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
)
select coalesce(json_agg(json_build_object(
  'schema', r.nspname,
  'name', r.relname,
  'kind', case r.relkind when 'r' then 'table' when 'p' then 'partitioned table'
    when 'm' then 'materialized view' else 'foreign table' end,
  'rows', case when r.reltuples >= 0 then r.reltuples end,
  'pages', greatest(r.relpages, 0),
  'size', case when r.relkind in ('r', 'm') then pg_table_size(r.oid) else 0 end,
  'partitionKey', case when r.relkind = 'p' then pg_get_partkeydef(r.oid) end,
  'partitionOf', case when r.relispartition then (
    select json_build_object('schema', n.nspname, 'name', c.relname)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = pg_partition_root(r.oid)) end,
  'columns', (
    select coalesce(json_agg(json_build_object(
      'name', a.attname,
      'type', format_type(a.atttypid, a.atttypmod),
      'base', (
        with recursive bases as (
          select t.typbasetype as type, t.typtypmod as modifier from pg_type t where t.oid = a.atttypid and t.typtype = 'd'
          union all
          select t.typbasetype, t.typtypmod from bases join pg_type t on t.oid = bases.type where t.typtype = 'd')
        select json_build_object('name', t.typname, 'type', format_type(t.oid, modifier))
        from bases join pg_type t on t.oid = bases.type where t.typtype <> 'd'),
      'notNull', a.attnotnull,
      'collation', (select o.collname from pg_collation o where o.oid = a.attcollation),
      'width', s.avg_width,
      'distinct', s.n_distinct,
      'mostCommon', s.most_common_freqs[1],
      'nulls', s.null_frac
    ) order by a.attnum), '[]')
    from pg_attribute a
    left join pg_stats s on s.schemaname = r.nspname and s.tablename = r.relname and s.attname = a.attname and not s.inherited
    where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  ),
  'indexes', (
    select coalesce(json_agg(json_build_object(
      'schema', n.nspname,
      'name', c.relname,
      'definition', pg_get_indexdef(i.indexrelid),
      'method', a.amname,
      'columns', (select coalesce(json_agg(pg_get_indexdef(i.indexrelid, k, false) order by k), '[]')
        from generate_series(1, i.indnkeyatts) k),
      'included', (select coalesce(json_agg(pg_get_indexdef(i.indexrelid, k, false) order by k), '[]')
        from generate_series(i.indnkeyatts + 1, i.indnatts) k),
      'unique', i.indisunique,
      'primary', i.indisprimary,
      'valid', i.indisvalid,
      'predicate', pg_get_expr(i.indpred, i.indrelid),
      'size', pg_relation_size(i.indexrelid),
      'keys', (select coalesce(json_agg(concat_ws(' ', pg_get_indexdef(i.indexrelid, k, false),
          'collate ' || nullif(i.indcollation[k - 1], 0)::regcollation, o.opcname, i.indoption[k - 1]) order by k), '[]')
        from generate_series(1, i.indnkeyatts) k join pg_opclass o on o.oid = i.indclass[k - 1]),
      'serves', coalesce((
        select case f.contype when 'p' then 'primary key' when 'u' then 'unique constraint' else 'exclusion constraint' end
        from pg_constraint f where f.conindid = i.indexrelid and f.contype in ('p', 'u', 'x') limit 1),
        case when i.indisreplident then 'replica identity' end),
      'partOf', (
        select json_build_object('schema', n.nspname, 'name', c.relname)
        from pg_inherits h join pg_class c on c.oid = h.inhparent join pg_namespace n on n.oid = c.relnamespace
        where h.inhrelid = i.indexrelid)
    ) order by n.nspname collate "C", c.relname collate "C"), '[]')
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_am a on a.oid = c.relam
    where i.indrelid = r.oid
  ),
  'foreignKeys', (
    select coalesce(json_agg(json_build_object(
      'name', f.conname,
      'columns', (select json_agg(a.attname order by k.place) from unnest(f.conkey) with ordinality k (number, place)
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.number),
      'references', json_build_object('schema', n.nspname, 'name', c.relname, 'columns',
        (select json_agg(a.attname order by k.place) from unnest(f.confkey) with ordinality k (number, place)
          join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.number))
    ) order by f.conname collate "C"), '[]')
    from pg_constraint f join pg_class c on c.oid = f.confrelid join pg_namespace n on n.oid = c.relnamespace
    where f.conrelid = r.oid and f.contype = 'f' and f.conparentid = 0
  )
) order by r.nspname collate "C", r.relname collate "C"), '[]') as tables
from relations r`;

const viewsStatement = `
select n.nspname as schema, c.relname as name, pg_get_viewdef(c.oid) as definition
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'v' and c.relpersistence <> 't'
  and n.nspname not in ('pg_catalog', 'information_schema')
  and not exists (select from pg_depend d
    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
order by n.nspname collate "C", c.relname collate "C"`;

/** Reads the catalogue of the database the session is in. Takes no lock that could wait for a migration's. */
export async function readCatalogue(session: Session): Promise<Catalogue> {
  const [row] = await session.query<{ tables: readonly CatalogueTable[] }>(statement);
  const views = await session.query<NonNullable<Catalogue['views']>[number] & Row>(viewsStatement);
  return { tables: row?.tables ?? [], views };
}

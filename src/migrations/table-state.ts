import type { Session } from '../postgres/index.ts';

/** What tells whether a table's statistics still hold. OIDs are the same in a clone. */
export interface TableState {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'materialized view' | 'partitioned table';
  /** The file that holds the rows; another one when the table was rewritten. null for a partitioned table. */
  readonly file: string | null;
  /** Rows that were inserted, updated and deleted so far. */
  readonly changes: number;
  readonly columns: readonly ColumnState[];
  /** Tables that inherit from it, or are its partitions. */
  readonly children: readonly string[];
  /** Indexes and statistics objects for which ANALYZE gathers more than single columns. */
  readonly extras: readonly string[];
}

export interface ColumnState {
  readonly number: number;
  readonly name: string;
  /** Type, collation and everything else that makes ANALYZE see it otherwise. */
  readonly nature: string;
}

/** pg_statistic_ext.stxstattarget tells apart an object whose target was changed. */
const sql = `
  select c.oid::text as oid, n.nspname as schema, c.relname as name,
    case c.relkind when 'r' then 'table' when 'm' then 'materialized view' else 'partitioned table' end as kind,
    nullif(pg_relation_filenode(c.oid), 0)::text as file,
    (coalesce(s.n_tup_ins + s.n_tup_upd + s.n_tup_del, 0))::float8 as changes,
    (select coalesce(json_agg(json_build_object('number', a.attnum, 'name', a.attname,
       'nature', concat_ws(' ', a.atttypid, a.atttypmod, a.attcollation, a.attstattarget, a.attoptions)) order by a.attnum), '[]')
     from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(json_agg(i.inhrelid::text order by i.inhrelid), '[]') from pg_inherits i where i.inhparent = c.oid) as children,
    (select coalesce(json_agg(extra order by extra), '[]') from (
       select indexrelid::text from pg_index where indrelid = c.oid and indexprs is not null
       union all select concat_ws(' ', oid, stxstattarget) from pg_statistic_ext where stxrelid = c.oid) e (extra)) as extras
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_stat_all_tables s on s.relid = c.oid
  where c.relkind in ('r', 'm', 'p') and c.relpersistence <> 't'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  order by c.oid`;

/** The state of the user's tables. Counts of changes are complete when the sessions that made them have ended. */
export async function readTableStates(session: Session): Promise<readonly TableState[]> {
  return session.query<TableState & Record<string, unknown>>(sql);
}

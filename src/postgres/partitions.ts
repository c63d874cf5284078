import type { Session } from './types.ts';

/** The partitioned table, or index, that each partition belongs to at the top, by names without their schema. */
export interface Partitions {
  readonly tables: Readonly<Record<string, string>>;
  readonly indexes: Readonly<Record<string, string>>;
}

const statement = `
select c.relname as name, top.relname as top, c.relkind in ('i', 'I') as "isIndex"
from pg_class c join pg_class top on top.oid = pg_partition_root(c.oid)
where c.relispartition`;

/** Reads which tables and indexes are partitions of which. EXPLAIN names partitions, people name what they belong to. */
export async function readPartitions(session: Session): Promise<Partitions> {
  const rows = await session.query<{ name: string; top: string; isIndex: boolean }>(statement);
  const named = (isIndex: boolean) =>
    Object.fromEntries(rows.filter(row => row.isIndex === isIndex).map(({ name, top }) => [name, top]));
  return { tables: named(false), indexes: named(true) };
}

import { expect } from 'vitest';
import type { Database } from '../../src/postgres/index.ts';
import type { RuleId } from '../../src/rules/index.ts';

/** Whose statements are not of an index that is missing: of the migration's own one, and of a view that is to be created first. */
const others: readonly RuleId[] = ['index-built-without-concurrently', 'recomputed-aggregate'];

/**
 * Nobody is told to create an index that is there: valid, of all rows, with the same keys in the same order or its reverse,
 * operator classes and collations; nor to build one CONCURRENTLY on a partitioned table, which PostgreSQL refuses. What is
 * printed is created to see, and rolled back.
 */
export async function expectNewIndexes(rule: RuleId, remedy: string, database: Database): Promise<void> {
  const statements = remedy.match(/\bCREATE (?:UNIQUE )?(?:INDEX|EXTENSION) [^;]*;/g) ?? [];
  if (others.includes(rule) || statements.length === 0) return;
  await using session = await database.connect();
  await session.execute('begin');
  await session.execute('create temporary table before on commit drop as select indexrelid from pg_index');
  for (const statement of statements) await session.execute(statement.replace(' CONCURRENTLY', ''));
  expect(await session.query(twins), remedy).toEqual([]);
  if (remedy.includes('CONCURRENTLY')) expect(await session.query(partitioned), remedy).toEqual([]);
  await session.execute('rollback');
}

const twins = `
  select a.indexrelid::regclass::text as printed, b.indexrelid::regclass::text as present
  from pg_index a
  join pg_index b on b.indrelid = a.indrelid and b.indexrelid in (select indexrelid from before)
  join pg_class c on c.oid = a.indexrelid
  join pg_class d on d.oid = b.indexrelid and d.relam = c.relam
  where a.indexrelid not in (select indexrelid from before)
    and b.indisvalid and b.indpred is null and a.indpred is null and a.indnkeyatts = b.indnkeyatts
    and (select array_agg(pg_get_indexdef(a.indexrelid, k, false) order by k) from generate_series(1, a.indnkeyatts) k)
      = (select array_agg(pg_get_indexdef(b.indexrelid, k, false) order by k) from generate_series(1, b.indnkeyatts) k)
    and a.indclass = b.indclass and a.indcollation = b.indcollation
    and (a.indoption = b.indoption or array_to_string(a.indoption, ' ')
      = (select string_agg((o # 3)::text, ' ' order by at) from unnest(b.indoption) with ordinality each (o, at)))`;

const partitioned = `
  select indexrelid::regclass::text as printed from pg_index join pg_class on oid = indrelid
  where relkind = 'p' and indexrelid not in (select indexrelid from before)`;

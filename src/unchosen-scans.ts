import { bitmaps, type Comparison } from './comparison/index.ts';
import { type Plan, type PlanNode, parents, type Relation, walk } from './plan/index.ts';
import type { Database } from './postgres/index.ts';
import type { Case } from './queries/index.ts';
import type { Finding } from './rules/index.ts';

/** What a definition seems to say, and the planner may know better. */
const tryable: ReadonlySet<unknown> = new Set([
  'planner',
  'collation',
  'COLLATE',
  'operator class',
  'LIKE',
  'hash',
  'wrapped',
  'partial',
]);

type Facts = Finding['facts'];

type ScanNode = PlanNode & { readonly relation: Relation };

/** A scan that a finding is about, or what explains it; of partitions those of each. */
export interface Scan {
  readonly facts: Facts;
  readonly own: Case;
  readonly plan: Plan;
  readonly nodes: readonly ScanNode[];
  /** Indexes that it is made by, of one relation; none where it is sequential. */
  readonly by: readonly string[];
}

/** With the index that is looked for. */
export interface Question extends Scan {
  /** Of each scan; a partition's part of an index has a name of its own. */
  readonly indexes: readonly string[];
  /** The one that is scanned, or else the one that is partitioned. */
  readonly table: { readonly schema: string; readonly name: string };
  /** Of the index; where it has expressions, the others. */
  readonly columns: readonly string[];
  /** The same, quoted where they must be. */
  readonly typed: readonly string[];
  /** Rows, since the tables were last analysed. */
  readonly changedSince: number;
}

/** The scans of a finding beside an index that may be able to serve them. */
export function scansOf(finding: Finding, comparisons: readonly Comparison[]): readonly Scan[] {
  const { result } =
    comparisons.find(
      ({ result: { case: own } }) =>
        own.query.name === finding.query && own.parameters === finding.parameters,
    ) ?? {};
  if (result?.sides.head.kind !== 'measured') return [];
  const { plan } = result.sides.head.measurement;
  const node = walk(plan).find(({ id }) => id === finding.node);
  if (node === undefined || !isScan(node)) return [];
  const by = node.type === 'Seq Scan' ? [] : [node, ...bitmaps(node)].flatMap(({ index }) => index ?? []);
  const beside = parents(plan)[node.id]?.children.filter(isScan) ?? [];
  return [finding.facts, ...finding.also.map(({ facts }) => facts)]
    .filter(facts => tryable.has(facts.unservedWhy))
    .map(facts => ({
      facts,
      own: result.case,
      plan,
      nodes: partitionsOf(facts) > 1 ? beside.filter(({ type }) => type === 'Seq Scan') : [node],
      by,
    }))
    .filter(
      ({ facts, nodes }) => nodes.length === partitionsOf(facts) && (nodes.length === 1 || by.length === 0),
    );
}

function partitionsOf({ partitions }: Facts): number {
  return Number(partitions ?? 1);
}

const types: ReadonlySet<string> = new Set(['Seq Scan', 'Index Scan', 'Index Only Scan', 'Bitmap Heap Scan']);

function isScan(node: PlanNode): node is ScanNode {
  return types.has(node.type) && node.relation !== null;
}

/** Of each table the index, or its part of it. Changes are counted whatever becomes of their transaction. */
const indexSql = `
  with recursive family (oid) as (
    select oid from pg_class where relname = $1 and relkind in ('i', 'I')
    union select inhrelid from pg_inherits join family on inhparent = family.oid
  )
  select n.nspname as schema, t.relname as name, c.relname as index, a.columns, a.typed,
    coalesce(pg_stat_get_mod_since_analyze(t.oid), 0)::float8 as changed,
    rn.nspname as "rootSchema", r.relname as "rootName"
  from family join pg_index i on i.indexrelid = family.oid join pg_class c on c.oid = i.indexrelid
  join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
  join pg_class r on r.oid = coalesce(pg_partition_root(t.oid), t.oid)
  join pg_namespace rn on rn.oid = r.relnamespace
  cross join lateral (
    select coalesce(json_agg(a.attname order by k.place), '[]') as columns,
      coalesce(json_agg(quote_ident(a.attname) order by k.place), '[]') as typed
    from unnest(i.indkey) with ordinality k (number, place)
    join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number where k.place <= i.indnkeyatts
  ) a
  where t.relname in (select json_array_elements_text($2::json)) and n.nspname !~ '^pg_'`;

type IndexRow = Readonly<
  Record<'schema' | 'name' | 'index' | 'rootSchema' | 'rootName', string> &
    Record<'columns' | 'typed', readonly string[]> & { changed: number }
>;

/** EXPLAIN leaves the schema out; what could be one of two is not tried. */
export async function withIndexes(scans: readonly Scan[], head: Database): Promise<readonly Question[]> {
  await using session = await head.connect({ applicationName: 'plangate catalogue' });
  const questions: Question[] = [];
  for (const scan of scans) {
    const names = scan.nodes.map(({ relation }) => relation.name);
    const rows = await session.query<IndexRow>(indexSql, [
      String(scan.facts.unservedBy),
      JSON.stringify(names),
    ]);
    const own = scan.nodes.flatMap(({ relation: { schema, name } }) => {
      const [row, ...others] = rows.filter(
        each => each.name === name && (schema === null || each.schema === schema),
      );
      return row === undefined || others.length > 0 ? [] : row;
    });
    const [first] = own;
    // An index that is read already and leaves the filter as it is cannot be done without and used.
    const isRead = own.some(({ index }) => scan.by.includes(index));
    if (first === undefined || own.length < scan.nodes.length || isRead) continue;
    const { columns, typed } = first;
    questions.push({
      ...scan,
      indexes: own.map(({ index }) => index),
      table:
        own.length === 1
          ? { schema: first.schema, name: first.name }
          : { schema: first.rootSchema, name: first.rootName },
      columns,
      typed,
      changedSince: own.reduce((sum, { changed }) => sum + changed, 0),
    });
  }
  return questions;
}

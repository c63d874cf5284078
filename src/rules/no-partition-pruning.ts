import { formatCount, formatShare } from '../comparison/index.ts';
import { type PlanNode, parents } from '../plan/index.ts';
import type { Catalogue, CatalogueTable } from '../postgres/index.ts';
import { isEmptyCast } from './empty-cast.ts';
import { filterConditions } from './filter-conditions.ts';
import { type PartitionKey, partitionKey } from './partition-key.ts';
import { quoteName } from './quote-name.ts';
import { loopsOf, type RelationScan, relationScans } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { shortened } from './shortened.ts';
import type { Facts } from './types.ts';

/**
 * All partitions are scanned although the filter is about what they are made by, and most of them for nothing: the filter says
 * it in a form from which PostgreSQL cannot tell which partitions hold the rows.
 */
export const noPartitionPruning: CaseRule = {
  id: 'no-partition-pruning',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITION-PRUNING',
  check,
  describe,
};

async function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  const threshold = (name: string) => given[name] ?? 0;
  const { measurement, catalogue } = scene;
  const above = parents(measurement.plan);
  const observations: Observation[] = [];
  for (const scan of relationScans(measurement, catalogue, ({ node }) => loopsOf(node) > 0)) {
    const { table, accesses, first } = scan;
    if (table === null || accesses.length < threshold('partitions') || scan.share < threshold('share'))
      continue;
    if (accesses.length < partitionsOf(table, catalogue) || prunedAbove(first.node, above)) continue;
    const empty = accesses.filter(({ node }) => node.actual?.rows === 0).length;
    if (empty < threshold('empty') * accesses.length) continue;
    const key = await partitionKey(table.partitionKey ?? '');
    if (key === null) continue;
    const why = await whyNotPruned(scan, key, table, measurement.plan.settings);
    if (why === null) continue;
    observations.push({
      key: scan.subject,
      amount: accesses.length,
      buffers: scan.buffers,
      relation: scan.relation,
      node: first.node.id,
      facts: {
        scanned: scan.subject,
        index: first.node.index,
        partitions: accesses.length,
        empty,
        partitionKey: key.text,
        column: key.column === null ? null : await quoteName(key.column),
        /** The column where an expression hides it. */
        hidden: why.reason === 'wrapped' || why.reason === 'form' ? key.column : null,
        columnType: table.columns?.find(({ name }) => name === key.column)?.type ?? null,
        filter: conditionOf(first.node),
        rowsKept: Math.round(scan.rowsKept),
        rowsDiscarded: Math.round(scan.rowsDiscarded),
        buffers: scan.buffers,
        share: Number(scan.share.toFixed(4)),
        ...why,
      },
    });
  }
  return observations;
}

/** Partitions at the bottom, which hold rows. */
function partitionsOf({ schema, name }: CatalogueTable, { tables }: Catalogue): number {
  return tables.filter(
    ({ kind, partitionOf }) =>
      kind !== 'partitioned table' && partitionOf?.schema === schema && partitionOf.name === name,
  ).length;
}

/** Whether the executor left out partitions when it began. */
function prunedAbove(node: PlanNode, above: readonly (PlanNode | null)[]): boolean {
  const removed = above[node.id]?.other['Subplans Removed'];
  return typeof removed === 'number' && removed > 0;
}

function conditionOf({ indexCond, recheckCond, filter }: PlanNode): string | null {
  const parts = [indexCond ?? recheckCond, filter].filter(text => text !== null);
  return parts.length === 0 ? null : parts.join(' AND ');
}

/** Functions whose value is not one for the whole statement. */
const volatileCall = /\b(?:clock_timestamp|timeofday|random|gen_random_uuid|nextval)\(/;

/** What keeps a filter about the key from choosing partitions; null where it is not about the key, or would choose them. */
async function whyNotPruned(
  { first }: RelationScan,
  key: PartitionKey,
  table: CatalogueTable,
  settings: Readonly<Record<string, string>>,
) {
  const filter = conditionOf(first.node);
  if (filter === null || key.column === null) return null;
  const name = await quoteName(key.column);
  if (!mentions(filter, name)) return null;
  const because = (reason: string, detail: string | null = null) => ({ reason, detail });
  if (settings.enable_partition_pruning === 'off') return because('setting');
  if (key.expression !== null) {
    return filter.includes(key.expression) ? null : because('expression', key.expression);
  }
  const own = (await filterConditions(filter, first.relation.alias)).filter(
    ({ column }) => column === key.column,
  );
  const column = table.columns?.find(each => each.name === key.column);
  const isPlain = ({ wrapped, cast }: (typeof own)[number]) =>
    wrapped === null || (cast !== null && isEmptyCast(cast, column));
  const plain = own.filter(each => isPlain(each) && (each.kind === 'equality' || each.kind === 'range'));
  if (plain.length > 0 && volatileCall.test(filter)) return because('volatile');
  if (key.method === 'HASH') {
    if (key.parts > 1 || plain.some(({ kind }) => kind === 'equality')) return null;
    return plain.length > 0 ? because('hash') : because('form', own[0]?.wrapped ?? null);
  }
  if (plain.length > 0) return null;
  const wrapped = own.find(each => !isPlain(each))?.wrapped ?? null;
  return wrapped === null ? because('form') : because('wrapped', wrapped);
}

function mentions(filter: string, name: string): boolean {
  const bare = filter.replace(/'(?:[^']|'')*'/g, "''");
  const escaped = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?<![\\w$"])${escaped}(?![\\w$"])`).test(bare);
}

function describe(facts: Facts): Words {
  return {
    message: `All ${formatCount(Number(facts.partitions))} partitions of ${facts.scanned} are scanned, and ${formatCount(Number(facts.empty))} of them give no row, although the filter ${shortened(String(facts.filter))} is about ${facts.column}, by which they are made (${facts.partitionKey}): ${reasonOf(facts)}. That is ${formatShare(Number(facts.share))} of the query's buffers.`,
    remedy: remedy(facts),
  };
}

function reasonOf({ reason, detail, column }: Facts): string {
  switch (reason) {
    case 'setting':
      return 'enable_partition_pruning is off';
    case 'expression':
      return `the partitions are made by ${detail}, and the filter does not compare that`;
    case 'volatile':
      return 'it compares with a function that may give another value for each row';
    case 'hash':
      return 'partitions by HASH can be told by = alone';
    case 'wrapped':
      return `what it compares is ${detail}, not ${column} itself`;
    default:
      return `it compares ${column} in a form from which no partition can be told`;
  }
}

function remedy({ reason, detail, column, columnType }: Facts): string {
  const dates = /^(?:date|timestamp)/.test(String(columnType))
    ? `; for dates with a half-open range: ${column} >= '2027-01-01' AND ${column} < '2027-02-01'`
    : '';
  switch (reason) {
    case 'setting':
      return 'Switch it on again: SET enable_partition_pruning = on;';
    case 'expression':
      return `Compare ${detail} in the filter, in the same words as the partition key has.`;
    case 'volatile':
      return 'Compare with a constant, a parameter or now(), whose value is the same for the whole statement.';
    case 'hash':
      return `Partition by RANGE (${column}) where ranges are asked for, or ask for the values by = or IN.`;
    default:
      return `Compare ${column} itself with <, >, = or IN, without functions and casts around it${dates}.`;
  }
}

import type { Comparison } from './comparison/index.ts';
import type { TableName } from './fresh-statistics.ts';
import type { Plan, PlanNode, Relation } from './plan/index.ts';
import type { Catalogue, CatalogueIndex, CatalogueTable } from './postgres/index.ts';
import type { Case } from './queries/index.ts';
import {
  type Finding,
  findsTheSame,
  indexScanReading,
  type RelationScan,
  sequentialScans,
} from './rules/index.ts';
import { quoteIdentifier } from './sql/index.ts';

type Facts = Finding['facts'];

/** A scan beside an index that has the columns, of which a finding's facts tell. */
export interface Question {
  readonly facts: Facts;
  readonly own: Case;
  readonly plan: Plan;
  /** Whether another index is read, not the table from end to end. */
  readonly isByIndex: boolean;
  /** At least one; of partitions, and of tables that inherit, each. */
  readonly parts: readonly Part[];
  /** What is to be analysed: a partitioned table, or those that are scanned; the first is the one that others inherit from. */
  readonly tables: readonly TableName[];
  /** Of the index; where it has expressions, the others. */
  readonly columns: readonly string[];
  /** The same, quoted where they must be. */
  readonly typed: readonly string[];
}

/** The scan of one table, and its indexes that hold what the one that is looked for does. */
export interface Part {
  readonly node: PlanNode;
  readonly relation: Relation;
  readonly table: TableName;
  /** By which it is read as it is. */
  readonly used: readonly string[];
  readonly indexes: readonly string[];
}

/** What a definition seems to say, and the planner may know better. */
const tryable: ReadonlySet<unknown> = new Set([
  'planner',
  'collation',
  'COLLATE',
  'operator class',
  'LIKE',
  'hash',
  'partial',
]);

/** Of a finding and what explains it; none where a table cannot be told from another, or has no such index. */
export function indexQuestions(
  finding: Finding,
  comparisons: readonly Comparison[],
  catalogue: Catalogue,
): readonly Question[] {
  const causes = [finding, ...finding.also].filter(({ facts }) => tryable.has(facts.unservedWhy));
  const { result } =
    comparisons.find(
      ({ result: { case: own } }) =>
        own.query.name === finding.query && own.parameters === finding.parameters,
    ) ?? {};
  if (causes.length === 0 || result?.sides.head.kind !== 'measured') return [];
  const { measurement } = result.sides.head;
  const scans = [...sequentialScans(measurement, catalogue), ...indexScanReading({ measurement, catalogue })];
  const scan = scans.find(({ first }) => first.node.id === finding.node);
  if (scan === undefined) return [];
  return causes.flatMap(({ facts }) => {
    const found = partsOf(scan, facts);
    if (found === null) return [];
    const { index, ...parts } = found;
    return {
      facts,
      own: result.case,
      plan: measurement.plan,
      isByIndex: scan.first.kind !== 'sequential',
      ...parts,
      ...columnsOf(index, scan),
    };
  });
}

function partsOf(scan: RelationScan, { unservedBy }: Facts) {
  const index = scan.table?.indexes.find(({ name }) => name === unservedBy);
  if (scan.table === null || index === undefined) return null;
  const parts: Part[] = [];
  const tables: CatalogueTable[] = [scan.table];
  for (const [at, { node, relation, indexes: used }] of scan.accesses.entries()) {
    const table = scan.tables[at] ?? null;
    const alike = table?.indexes.filter(other => findsTheSame(other, index)) ?? [];
    const indexes = alike.map(({ name }) => name);
    // What is read by it already does not want it.
    if (table === null || indexes.length === 0 || used.some(name => indexes.includes(name))) return null;
    parts.push({ node, relation, table, used, indexes });
    if (scan.table.kind !== 'partitioned table' && !tables.includes(table)) tables.push(table);
  }
  return { index, parts, tables };
}

/** An index's keys are read as they would be typed. */
function columnsOf(index: CatalogueIndex, { table }: RelationScan) {
  const names = (table?.columns ?? []).map(({ name }) => name);
  const found = index.columns.flatMap(typed => {
    const isBare = /^[a-z_][a-z0-9_$]*$/.test(typed);
    const column = names.find(name => typed === quoteIdentifier(name) || (isBare && typed === name));
    return column === undefined ? [] : [{ column, typed }];
  });
  return { columns: found.map(({ column }) => column), typed: found.map(({ typed }) => typed) };
}

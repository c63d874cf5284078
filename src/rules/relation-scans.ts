import { type Access, accesses, displayName, subjectOf } from '../comparison/index.ts';
import type { Measurement } from '../measurement/index.ts';
import { exclusiveBuffers, type Plan, type PlanNode, parents, touched } from '../plan/index.ts';
import type { Catalogue, CatalogueTable } from '../postgres/index.ts';
import { shareOf } from './case-buffers.ts';

/**
 * All that a plan reads of one relation in one place: a scan, or those of the partitions or inheriting tables that an
 * Append reads one after the other. Rows of parallel and repeated scans are totals of rounded averages.
 */
export interface RelationScan {
  /** In the order of the plan, at least one. Those that never ran are among them. */
  readonly accesses: readonly Access[];
  readonly first: Access;
  /** `deployments d`; of partitions the table that they belong to. */
  readonly subject: string;
  /** By which the query calls it. */
  readonly alias: string;
  /** `table` or `schema.table`, as EXPLAIN has it. */
  readonly relation: string;
  /** What the catalogue says of it, of partitions that of the partitioned table; null where it cannot be told. */
  readonly table: CatalogueTable | null;
  /** Of each access. */
  readonly tables: readonly (CatalogueTable | null)[];
  /** What is read, in all loops together. */
  readonly rowsKept: number;
  readonly rowsDiscarded: number;
  /** What is read at the very most, as EXPLAIN rounds to whole rows, or hundredths, per loop. */
  readonly mostKept: number;
  /** What the filter threw away at the very least, as EXPLAIN rounds to whole rows per loop. */
  readonly leastDiscarded: number;
  /** Whether the rows are counted, not rounded. */
  readonly isExact: boolean;
  /** Blocks touched, those of the bitmaps below included. */
  readonly buffers: number;
  /** `buffers` as a share of the case's, from 0 to 1. */
  readonly share: number;
}

/** Every relation that a plan scans, in its order; of its accesses those that are wanted. */
export function relationScans(
  measurement: Measurement,
  catalogue: Catalogue,
  isWanted?: (access: Access) => boolean,
): readonly RelationScan[] {
  const { groups, wholes, scanOf } = readingOf(measurement, catalogue);
  if (isWanted === undefined) return wholes;
  return groups.flatMap(({ whole, name }) => {
    if (whole.accesses.every(isWanted)) return whole;
    const [first, ...others] = whole.accesses.filter(isWanted);
    return first === undefined ? [] : scanOf([first, ...others], name);
  });
}

/** How often the node ran, each worker for itself. */
export function loopsOf(node: PlanNode): number {
  return node.actual?.loops ?? 0;
}

function leastRemoved(node: PlanNode): number {
  const removed = node.rowsRemovedByFilter ?? 0;
  return loopsOf(node) <= 1 ? removed : Math.max(0, removed - 0.5) * loopsOf(node);
}

/** The scan and the bitmaps that it reads by, however deep they are. */
export function readingNodes(scan: PlanNode): readonly PlanNode[] {
  const nodes = [scan];
  for (const node of nodes) {
    for (const child of node.children) if (makesBitmap(child)) nodes.push(child);
  }
  return nodes;
}

function makesBitmap({ type }: PlanNode): boolean {
  return type === 'Bitmap Index Scan' || type === 'BitmapAnd' || type === 'BitmapOr';
}

const nothing = { sharedHit: 0, sharedRead: 0, localHit: 0, localRead: 0 } as Parameters<typeof touched>[0];

type Accesses = readonly [Access, ...Access[]];
type Name = ReturnType<typeof nameOf>;

interface Reading {
  readonly catalogue: Catalogue;
  /** Of each relation all that is read, and what it is called. */
  readonly groups: readonly { readonly whole: RelationScan; readonly name: Name }[];
  readonly wholes: readonly RelationScan[];
  readonly scanOf: (group: Accesses, name: Name) => RelationScan;
}

/** Plans and catalogues never change, and nearly every rule asks. */
const readings = new WeakMap<Measurement, Reading>();

function readingOf(measurement: Measurement, catalogue: Catalogue): Reading {
  const before = readings.get(measurement);
  if (before?.catalogue === catalogue) return before;
  const { plan } = measurement;
  const own = exclusiveBuffers(plan);
  const blocksOf = ({ id }: PlanNode) => touched(own.get(id) ?? nothing);
  const scanOf = (group: Accesses, name: Name): RelationScan => {
    const total = { rowsKept: 0, mostKept: 0, rowsDiscarded: 0, leastDiscarded: 0, buffers: 0 };
    let isExact = true;
    for (const { node } of group) {
      const loops = loopsOf(node);
      if (loops === 0) continue;
      total.rowsKept += (node.actual?.rows ?? 0) * loops;
      const unsure = loops === 1 ? 0 : node.rowsResolution / 2;
      total.mostKept += ((node.actual?.rows ?? 0) + unsure) * loops;
      total.rowsDiscarded += (node.rowsRemovedByFilter ?? 0) * loops;
      total.leastDiscarded += leastRemoved(node);
      for (const reading of readingNodes(node)) total.buffers += blocksOf(reading);
      isExact &&= loops === 1;
    }
    const share = shareOf(total.buffers, measurement);
    const tables = group.map(({ relation }) => tableNamed(relation, catalogue));
    return { ...name, accesses: group, first: group[0], tables, ...total, isExact, share };
  };
  const groups = groupedAccesses(plan, catalogue).map(group => {
    const name = nameOf(group, catalogue);
    return { whole: scanOf(group, name), name };
  });
  const reading = { catalogue, groups, wholes: groups.map(({ whole }) => whole), scanOf };
  readings.set(measurement, reading);
  return reading;
}

/** Accesses of one Append whose aliases differ in their number alone are one relation. */
function groupedAccesses(plan: Plan, catalogue: Catalogue): readonly Accesses[] {
  const above = parents(plan);
  const keyed = new Map<string, [Access, ...Access[]]>();
  for (const access of accesses(plan)) {
    const key = groupOf(access, above, catalogue) ?? `${access.node.id}`;
    const group = keyed.get(key);
    if (group === undefined) keyed.set(key, [access]);
    else group.push(access);
  }
  // Branches of a UNION ALL over one table are numbered alike, and are several scans of it.
  return [...keyed.values()].flatMap((group): readonly Accesses[] => {
    const names = new Set(group.map(({ relation }) => relation.name));
    return names.size > 1 ? [group] : group.map(access => [access] as const);
  });
}

function groupOf(
  { node, relation }: Access,
  above: readonly (PlanNode | null)[],
  catalogue: Catalogue,
): string | null {
  const stem = stemOf(relation.alias);
  if (stem === null) return null;
  const root = tableNamed(relation, catalogue)?.partitionOf ?? null;
  for (let at = above[node.id] ?? null; at !== null; at = above[at.id] ?? null) {
    if (at.type !== 'Append' && at.type !== 'Merge Append') continue;
    // Partitions may stand below a join or an aggregate of their own; inheriting tables are told by their aliases alone.
    return root === null && above[node.id] !== at ? null : JSON.stringify([at.id, stem, root]);
  }
  return null;
}

/** EXPLAIN numbers the aliases of partitions and of inheriting tables: `runs_1`. */
function stemOf(alias: string): string | null {
  return /^(.+)_\d+$/.exec(alias)?.[1] ?? null;
}

function nameOf(group: Accesses, catalogue: Catalogue) {
  const { relation } = group[0];
  const own = tableNamed(relation, catalogue);
  // A query may name a partition itself.
  const isNamed = group.length === 1 && relation.alias === relation.name;
  const root = isNamed ? null : (own?.partitionOf ?? null);
  const isNumbered = group.length > 1 || root !== null;
  const alias = (isNumbered ? stemOf(relation.alias) : null) ?? relation.alias;
  // Of inheriting tables the first is the one that they inherit from.
  const name = root === null ? relation.name : root.name;
  const schema = relation.schema === null ? null : (root?.schema ?? relation.schema);
  return {
    subject: subjectOf({ schema, name, alias: alias === relation.name ? name : alias }),
    alias,
    relation: `${schema === null ? '' : `${schema}.`}${name}`,
    table: root === null ? own : (tableNamed(root, catalogue) ?? own),
  };
}

/** EXPLAIN leaves the schema out; two tables of one name cannot be told apart. */
export function tableNamed(
  { schema, name }: { readonly schema: string | null; readonly name: string },
  catalogue: Catalogue,
): CatalogueTable | null {
  const named = byName(catalogue).get(name) ?? [];
  if (schema !== null) return named.find(table => table.schema === schema) ?? null;
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** Catalogues never change, and every scan of every plan asks. */
const kept = new WeakMap<Catalogue, ReadonlyMap<string, readonly CatalogueTable[]>>();

function byName(catalogue: Catalogue): ReadonlyMap<string, readonly CatalogueTable[]> {
  const before = kept.get(catalogue);
  if (before !== undefined) return before;
  const names = Map.groupBy(catalogue.tables, ({ name }) => name);
  kept.set(catalogue, names);
  return names;
}

/** The aliases by which conditions may call what a part of a plan gives. */
export function aliasesIn(nodes: readonly PlanNode[]): ReadonlySet<string> {
  return new Set(
    nodes.flatMap(({ alias }) => {
      const stem = alias === null ? null : stemOf(alias);
      return [alias, stem].filter(name => name !== null);
    }),
  );
}

/** The one relation that a part of a plan reads, of which `subtree` gives the nodes; null where there are several, or none. */
export function onlyScan(nodes: readonly PlanNode[], scans: readonly RelationScan[]): RelationScan | null {
  const from = nodes[0]?.id ?? 0;
  let only: RelationScan | null = null;
  for (const scan of scans) {
    const { id } = scan.first.node;
    if (id < from || id >= from + nodes.length) continue;
    if (only !== null) return null;
    only = scan;
  }
  return only;
}

/** What a part of a plan reads, in words: `environments e, deployments d`. */
export function subjectsIn(nodes: readonly PlanNode[], scans: readonly RelationScan[]): string {
  const ids = new Set(nodes.map(({ id }) => id));
  const subjects = scans.filter(({ first }) => ids.has(first.node.id)).map(({ subject }) => subject);
  const others = nodes
    .filter(({ relation, alias, type }) => relation === null && alias !== null && type.endsWith('Scan'))
    .map(({ alias, cte }) => displayName(cte ?? alias ?? ''));
  const names = [...new Set([...subjects, ...others])];
  return names.length === 0 ? 'rows without a table' : names.join(', ');
}

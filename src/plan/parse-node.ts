import { FieldReader } from './field-reader.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { Actual, Buffers, HashInfo, PlanNode, Relation, SortInfo, WorkerActual } from './types.ts';

/** Fields that the model holds under a name of its own; all others are kept in `other`. */
const known: ReadonlySet<string> = new Set(
  [
    'Node Type,Parent Relationship,Subplan Name,Schema,Relation Name,Alias,Index Name,CTE Name,Function Name',
    'Join Type,Strategy,Partial Mode,Operation,Command,Scan Direction,Parallel Aware,Async Capable,Disabled',
    'Startup Cost,Total Cost,Plan Rows,Plan Width,Actual Startup Time,Actual Total Time,Actual Rows,Actual Loops',
    'Workers Planned,Workers Launched,Workers,Filter,Index Cond,Recheck Cond,Join Filter,Hash Cond,Merge Cond',
    'Sort Key,Group Key,Rows Removed by Filter,Rows Removed by Join Filter,Rows Removed by Index Recheck',
    'Heap Fetches,Sort Method,Sort Space Used,Sort Space Type,Hash Buckets,Hash Batches,Original Hash Batches',
    'HashAgg Batches,Disk Usage,Shared Hit Blocks,Shared Read Blocks,Shared Dirtied Blocks,Shared Written Blocks',
    'Local Hit Blocks,Local Read Blocks,Local Dirtied Blocks,Local Written Blocks,Temp Read Blocks',
    'Temp Written Blocks,WAL Bytes,Plans',
  ].flatMap(line => line.split(',')),
);

/** Reads one node. `children` are its children, read and frozen; the list is frozen here. */
export function parseNode(id: number, fields: FieldReader, children: readonly PlanNode[]): PlanNode {
  const type = fields.text('Node Type');
  return Object.freeze({
    id,
    type: type ?? fail(fields),
    parentRelationship: fields.text('Parent Relationship'),
    subplanName: fields.text('Subplan Name'),
    relation: parseRelation(fields),
    alias: fields.text('Alias'),
    index: fields.text('Index Name'),
    cte: fields.text('CTE Name'),
    functionName: fields.text('Function Name'),
    joinType: fields.text('Join Type'),
    strategy: fields.text('Strategy'),
    partialMode: fields.text('Partial Mode'),
    operation: fields.text('Operation') ?? fields.text('Command'),
    scanDirection: fields.text('Scan Direction'),
    parallelAware: fields.flag('Parallel Aware') ?? false,
    asyncCapable: fields.flag('Async Capable') ?? false,
    disabled: fields.flag('Disabled') ?? false,
    startupCost: fields.number('Startup Cost') ?? 0,
    totalCost: fields.number('Total Cost') ?? 0,
    planRows: fields.number('Plan Rows') ?? 0,
    planWidth: fields.number('Plan Width') ?? 0,
    // PostgreSQL 18 began to write `Disabled` on every node and decimals in `Actual Rows`, in one release.
    rowsResolution: fields.has('Disabled') ? 0.01 : 1,
    actual: parseActual(fields),
    workersPlanned: fields.count('Workers Planned'),
    workersLaunched: fields.count('Workers Launched'),
    workers: parseWorkers(fields),
    filter: fields.text('Filter'),
    indexCond: fields.text('Index Cond'),
    recheckCond: fields.text('Recheck Cond'),
    joinFilter: fields.text('Join Filter'),
    hashCond: fields.text('Hash Cond'),
    mergeCond: fields.text('Merge Cond'),
    sortKey: fields.texts('Sort Key'),
    groupKey: fields.texts('Group Key'),
    rowsRemovedByFilter: fields.number('Rows Removed by Filter'),
    rowsRemovedByJoinFilter: fields.number('Rows Removed by Join Filter'),
    rowsRemovedByIndexRecheck: fields.number('Rows Removed by Index Recheck'),
    heapFetches: fields.number('Heap Fetches'),
    sort: parseSort(fields),
    hash: parseHash(fields),
    buffers: parseBuffers(fields),
    walBytes: fields.count('WAL Bytes'),
    other: parseOther(fields),
    children: Object.freeze(children),
  });
}

/** The block counts of a node or of planning; null where there are none (EXPLAIN without BUFFERS). */
export function parseBuffers(fields: FieldReader): Buffers | null {
  const sharedHit = fields.count('Shared Hit Blocks');
  if (sharedHit === null) return null;
  return Object.freeze({
    sharedHit,
    sharedRead: fields.count('Shared Read Blocks') ?? 0,
    sharedDirtied: fields.count('Shared Dirtied Blocks') ?? 0,
    sharedWritten: fields.count('Shared Written Blocks') ?? 0,
    localHit: fields.count('Local Hit Blocks') ?? 0,
    localRead: fields.count('Local Read Blocks') ?? 0,
    localDirtied: fields.count('Local Dirtied Blocks') ?? 0,
    localWritten: fields.count('Local Written Blocks') ?? 0,
    tempRead: fields.count('Temp Read Blocks') ?? 0,
    tempWritten: fields.count('Temp Written Blocks') ?? 0,
  });
}

function fail(fields: FieldReader): never {
  throw fields.missing('Node Type', 'a text');
}

function parseRelation(fields: FieldReader): Relation | null {
  const name = fields.text('Relation Name');
  if (name === null) return null;
  return Object.freeze({ schema: fields.text('Schema'), name, alias: fields.text('Alias') ?? name });
}

function parseActual(fields: FieldReader): Actual | null {
  const loops = fields.number('Actual Loops');
  if (loops === null) return null;
  const rows = fields.number('Actual Rows');
  if (rows === null) throw fields.missing('Actual Rows', 'a number, as there are "Actual Loops"');
  return Object.freeze({
    startupTime: fields.number('Actual Startup Time'),
    totalTime: fields.number('Actual Total Time'),
    rows,
    loops,
  });
}

function parseWorkers(fields: FieldReader): readonly WorkerActual[] {
  const raws = fields.objects('Workers');
  if (raws.length === 0) return raws as readonly never[];
  const workers = raws.map((raw, at) => {
    const worker = new FieldReader(raw, { where: () => `${fields.where()}.Workers[${at}]` });
    return Object.freeze({
      number: worker.count('Worker Number') ?? at,
      actual: parseActual(worker),
      buffers: parseBuffers(worker),
      sort: parseSort(worker),
      hash: parseHash(worker),
    });
  });
  return Object.freeze(workers);
}

function parseSort(fields: FieldReader): SortInfo | null {
  const method = fields.text('Sort Method');
  if (method === null) return parseIncrementalSort(fields);
  return Object.freeze({
    method,
    spaceUsed: fields.number('Sort Space Used') ?? 0,
    spaceType: fields.text('Sort Space Type') ?? 'Memory',
  });
}

/** An incremental sort reports two kinds of groups, each with its methods, memory and disk. */
function parseIncrementalSort(fields: FieldReader): SortInfo | null {
  if (!fields.has('Full-sort Groups') && !fields.has('Pre-sorted Groups')) return null;
  const methods = new Set<string>();
  const peak = { Memory: 0, Disk: 0 };
  for (const key of ['Full-sort Groups', 'Pre-sorted Groups']) {
    const raw = fields.object(key);
    if (raw === null) continue;
    const group = new FieldReader(raw, { where: () => `${fields.where()}.${key}` });
    for (const method of group.texts('Sort Methods Used')) methods.add(method);
    for (const type of ['Memory', 'Disk'] as const) {
      const space = group.object(`Sort Space ${type}`);
      if (space === null) continue;
      const used = new FieldReader(space, { where: () => `${group.where()}.Sort Space ${type}` });
      peak[type] = Math.max(peak[type], used.number('Peak Sort Space Used') ?? 0);
    }
  }
  if (methods.size === 0) return null;
  const spaceType = peak.Disk > 0 ? 'Disk' : 'Memory';
  return Object.freeze({ method: [...methods].join(', '), spaceUsed: peak[spaceType], spaceType });
}

function parseHash(fields: FieldReader): HashInfo | null {
  const batches = fields.count('Hash Batches') ?? fields.count('HashAgg Batches');
  if (batches === null) return null;
  return Object.freeze({
    buckets: fields.count('Hash Buckets'),
    batches,
    originalBatches: fields.count('Original Hash Batches'),
    peakMemory: fields.number('Peak Memory Usage'),
    diskUsage: fields.number('Disk Usage'),
  });
}

const nothing: Readonly<Record<string, unknown>> = Object.freeze({});

function parseOther(fields: FieldReader): Readonly<Record<string, unknown>> {
  let other: Record<string, unknown> | null = null;
  for (const key of Object.keys(fields.raw)) {
    // The schema of a function has no other place; the schema of a relation has.
    if (known.has(key) && (key !== 'Schema' || fields.has('Relation Name'))) continue;
    other ??= {};
    const value = frozenCopy(fields.raw[key]);
    if (key === '__proto__') Object.defineProperty(other, key, { value, enumerable: true });
    else other[key] = value;
  }
  return other === null ? nothing : Object.freeze(other);
}

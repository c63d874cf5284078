import { formatBytes, formatCount } from '../comparison/index.ts';
import { blockSize } from './index-size.ts';
import type { Observation, SchemaRule, SchemaScene, Words } from './rule.ts';
import { relationOf, shownName } from './schema-names.ts';
import { creationOfTable } from './schema-places.ts';
import type { Finding } from './types.ts';

/** https://www.postgresql.org/docs/current/ddl-partitioning.html */
export const tableOutgrewOnePartition: SchemaRule = {
  id: 'table-outgrew-one-partition',
  of: 'schema',
  manual: 'https://www.postgresql.org/docs/current/ddl-partitioning.html',
  check,
  describe,
};

async function check(
  scene: SchemaScene,
  thresholds: Readonly<Record<string, number>>,
): Promise<readonly Observation[]> {
  const mostRows = thresholds.rows ?? 0;
  const mostBytes = thresholds.bytes ?? 0;
  const observations: Observation[] = [];
  for (const table of scene.catalogue.tables) {
    const rows = table.rows ?? 0;
    const size = table.size ?? table.pages * blockSize;
    if (table.kind !== 'table' || (table.partitionOf ?? null) !== null) continue;
    if (rows < mostRows && size < mostBytes) continue;
    observations.push({
      key: relationOf(table),
      amount: size,
      relation: relationOf(table),
      node: null,
      buffers: null,
      pages: Math.ceil(size / blockSize),
      at: await creationOfTable(scene, table),
      facts: { table: shownName(table), rows: Math.round(rows), size },
    });
  }
  return observations;
}

function describe(facts: Finding['facts']): Words {
  return {
    message: `${facts.table} holds ${formatCount(Number(facts.rows))} rows, ${formatBytes(Number(facts.size))}, and is not partitioned: VACUUM, the build of an index and the removal of what is old each have to work on all of it.`,
    remedy: `Partition it by what old rows are told by, such as a date, where most queries name that column; a partition can then be dropped instead of deleting its rows.`,
  };
}

import { displayName, formatCount, formatShare } from '../comparison/index.ts';
import { type Plan, walk } from '../plan/index.ts';
import { loopsOf, type RelationScan, relationScans } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import type { Facts } from './types.ts';

/**
 * An index-only scan that visits the table, as the visibility map does not say of its pages that everybody may see all of
 * their rows. VACUUM sets the map, and every write to a page takes its mark away.
 */
export const heapFetches: CaseRule = {
  id: 'heap-fetches',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/indexes-index-only-scans.html',
  check,
  describe,
};

function check(scene: Scene, given: Readonly<Record<string, number>>): readonly Observation[] {
  const threshold = (name: string) => given[name] ?? 0;
  const { measurement, catalogue } = scene;
  const isWanted: Parameters<typeof relationScans>[2] = ({ kind, node }) =>
    kind === 'index-only' && loopsOf(node) > 0;
  return relationScans(measurement, catalogue, isWanted).flatMap(scan => {
    const { first, accesses } = scan;
    // Counted over all loops and workers, unlike rows. Source: ExplainNode in explain.c, which does not divide it.
    const fetches = accesses.reduce((sum, { node }) => sum + (node.heapFetches ?? 0), 0);
    // Dead rows are visited too, and returned to nobody.
    const read = Math.max(fetches, scan.rowsKept + scan.rowsDiscarded);
    if (read < threshold('rows') || fetches < threshold('share') * read || fetches === 0) return [];
    return {
      key: scan.subject,
      amount: fetches,
      buffers: scan.buffers,
      relation: scan.relation,
      node: first.node.id,
      facts: {
        scanned: scan.subject,
        index: first.node.index,
        partitions: accesses.length,
        fetches,
        rowsRead: Math.round(read),
        rowsKept: Math.round(scan.rowsKept),
        rowsDiscarded: Math.round(scan.rowsDiscarded),
        filter: first.node.filter,
        buffers: scan.buffers,
        share: Number(scan.share.toFixed(4)),
        table: scan.table === null ? scan.relation : tableName(scan.table),
        isWritten: isWrittenBy(measurement.plan, scan),
      },
    };
  });
}

function tableName({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return schema === 'public' ? displayName(name) : `${displayName(schema)}.${displayName(name)}`;
}

/** Whether the statement writes to the table that it reads. */
function isWrittenBy(plan: Plan, { accesses }: RelationScan): boolean {
  const names = new Set(accesses.map(({ relation }) => relation.name));
  return walk(plan).some(
    ({ type, relation }) => type === 'ModifyTable' && relation !== null && names.has(relation.name),
  );
}

function describe(facts: Facts): Words {
  const fetches = Number(facts.fetches);
  return {
    message: `Index-only scan of ${facts.scanned} using ${displayName(String(facts.index))} visits the table for ${formatCount(fetches)} of ${formatCount(Number(facts.rowsRead))} rows (${formatShare(fetches / Number(facts.rowsRead))}): no VACUUM has marked their pages since they were last written to, so the index alone cannot say who may see them. The scan is ${formatShare(Number(facts.share))} of the query's buffers.`,
    remedy:
      facts.isWritten === true
        ? `The statement writes to the table itself, and so unmarks pages for its next execution: only a VACUUM in between helps. Let autovacuum come sooner: ${autovacuum(facts)}`
        : `Have the pages marked, and autovacuum come sooner where they are written to all the time: VACUUM ${facts.table}; ${autovacuum(facts)}`,
  };
}

/** The default scale factors wait for a fifth of the table. */
function autovacuum({ table }: Facts): string {
  return `ALTER TABLE ${table} SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);`;
}

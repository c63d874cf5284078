import { displayName, formatBytes, formatCount } from '../comparison/index.ts';
import { totalRows } from '../plan/index.ts';
import type { CatalogueColumn, CatalogueTable } from '../postgres/index.ts';
import { queryLevels } from './query-levels.ts';
import { relationScans } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import type { Facts } from './types.ts';
import { columnText, starLocation, starredTables } from './whole-rows.ts';

/** All columns are returned of a table whose rows are wide, most of them out of line. */
export const selectStar: CaseRule = {
  id: 'select-star',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/storage-toast.html',
  check,
  describe,
};

async function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  const { statement, measurement, catalogue } = scene;
  const rows = totalRows(measurement.plan.root)?.rows ?? 0;
  if (statement === null || rows < (given.rows ?? 0)) return [];
  const observations: Observation[] = [];
  const scans = relationScans(measurement, catalogue);
  for (const level of queryLevels(statement)) {
    if (level.role !== 'statement' && level.role !== 'branch') continue;
    const tables = starredTables(level, catalogue);
    for (const { name, table } of tables) {
      const outside = bytesOutside(table);
      const inside = (table.columns ?? []).reduce((sum, { width }) => sum + (width ?? 0), 0);
      const wide = wideColumns(table, outside, given.wide ?? 0);
      if (inside + outside < (given.bytes ?? 0) || wide.length === 0) continue;
      const scan =
        scans.find(each => each.table === table && each.alias === name) ??
        scans.find(each => each.table === table);
      const needed = (table.columns ?? []).filter(column => !wide.includes(column));
      const qualifier = level.sources.length > 1 ? name : null;
      observations.push({
        key: `${name}.*`,
        amount: rows,
        relation: scan?.relation ?? table.name,
        node: scan?.first.node.id ?? null,
        buffers: null,
        at: statement.offsetOf(starLocation(level.select)),
        facts: {
          table: displayName(table.name),
          rows: Math.round(rows),
          width: Math.round(inside + outside),
          outside: Math.round(outside),
          wide: wide.map(column => displayName(column.name)).join(', '),
          columns:
            needed.length === 0
              ? null
              : (await Promise.all(needed.map(column => columnText(qualifier, column.name)))).join(', '),
        },
      });
    }
  }
  return observations;
}

/** Bytes for each row in the TOAST table; its free space and the table's own maps are less than a page each. */
function bytesOutside({ size, pages, rows }: CatalogueTable): number {
  if (size === undefined || rows === null || rows < 1) return 0;
  return Math.max(0, size - (pages + 4) * 8192) / rows;
}

const toasted = /^(?:text|bytea|jsonb?|xml|character varying|.*\[\])/;

/**
 * So many bytes of a column in the row; of what is out of line those that leave nothing but the pointer of 18 bytes in it, or else
 * the widest one that may lie there.
 */
function wideColumns(
  { columns = [] }: CatalogueTable,
  outside: number,
  least: number,
): readonly CatalogueColumn[] {
  const candidates = columns.filter(({ type }) => toasted.test(type));
  const wide = candidates.filter(({ width }) => (width ?? 0) >= least || (outside >= least && width === 18));
  if (wide.length > 0 || outside < least) return wide;
  return candidates.toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0)).slice(0, 1);
}

function describe(facts: Facts): Words {
  const outside =
    Number(facts.outside) >= 100
      ? `, ${formatBytes(Number(facts.outside))} of it out of line, where each value is read by itself`
      : '';
  return {
    message: `SELECT * returns every column of ${facts.table}, about ${formatBytes(Number(facts.width))} a row${outside}, for ${formatCount(Number(facts.rows))} rows. What makes them wide is ${facts.wide}.`,
    remedy:
      facts.columns === null
        ? 'Name the columns that are needed.'
        : `Name the columns that are needed, such as all but ${facts.wide}: SELECT ${facts.columns}`,
  };
}

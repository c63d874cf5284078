import { displayName, formatCount } from '../comparison/index.ts';
import { totalRows, walk } from '../plan/index.ts';
import { type Level, queryLevels } from './query-levels.ts';
import { quoteName } from './quote-name.ts';
import { type RelationScan, relationScans } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { typedName } from './schema-names.ts';
import type { Facts } from './types.ts';
import { primaryKey } from './whole-rows.ts';

/** A whole big table goes to the client, and more of it with every row that is added. */
export const unboundedSelect: CaseRule = {
  id: 'unbounded-select',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/queries-limit.html',
  check,
  describe,
};

async function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  const { statement, measurement, catalogue } = scene;
  const { plan } = measurement;
  const rows = totalRows(plan.root)?.rows ?? 0;
  const [level] = statement === null ? [] : queryLevels(statement).filter(({ role }) => role === 'statement');
  if (statement === null || level === undefined || rows < (given.rows ?? 0) || !isUnbounded(level)) return [];
  if (walk(plan).some(({ type }) => type === 'Limit' || type === 'Aggregate' || type === 'Group')) return [];
  const whole = relationScans(measurement, catalogue).filter(scan => isWhole(scan, rows));
  const [widest] = whole.toSorted((a, b) => b.rowsKept - a.rowsKept);
  if (widest === undefined) return [];
  const key = isOfTable(level, widest) && widest.table !== null ? primaryKey(widest.table) : null;
  return [
    {
      key: widest.subject,
      amount: rows,
      relation: widest.relation,
      node: widest.first.node.id,
      buffers: widest.buffers,
      at: statement.offsetOf(firstLocation(level)),
      facts: {
        scanned: displayName(widest.relation),
        rows: Math.round(rows),
        buffers: widest.buffers,
        share: Number(widest.share.toFixed(4)),
        page: key === null || widest.table === null ? null : await pageOf(key, widest),
      },
    },
  ];
}

/** The query is of this one table and has no order of its own, so that pages can follow the primary key. */
function isOfTable({ select, sources }: Level, { table }: RelationScan): boolean {
  const [source, ...others] = sources;
  return others.length === 0 && select?.sortClause === undefined && source?.table?.name === table?.name;
}

/** Nothing in the text of the query keeps rows away, as far as it goes. */
function isUnbounded({ select }: Level): boolean {
  if (select === null || (select.op !== undefined && select.op !== 'SETOP_NONE')) return false;
  const { whereClause, limitCount, groupClause, distinctClause, havingClause, fromClause } = select;
  const bounds = [whereClause, limitCount, groupClause, distinctClause, havingClause];
  return fromClause !== undefined && bounds.every(clause => clause === undefined);
}

/** Every row of the table was read once and none thrown away. */
function isWhole({ rowsKept, rowsDiscarded, table, accesses }: RelationScan, rows: number): boolean {
  if (
    accesses.some(
      ({ node }) => node.filter !== null || node.indexCond !== null || (node.actual?.loops ?? 0) > 1,
    )
  ) {
    return false;
  }
  return rowsDiscarded === 0 && rowsKept >= 0.9 * (table?.rows ?? 0) && rowsKept >= 0.5 * rows;
}

function firstLocation({ select }: Level): number | undefined {
  const [first] = select?.targetList ?? [];
  return first !== undefined && 'ResTarget' in first ? first.ResTarget.location : undefined;
}

/** The rest of a query for one page after another, by the primary key. */
async function pageOf(key: readonly string[], { table, alias }: RelationScan): Promise<string | null> {
  if (table === null) return null;
  const name = alias === table.name ? null : await quoteName(alias);
  const columns = key.map(column => (name === null ? column : `${name}.${column}`));
  const parameters = columns.map((_, index) => `$${index + 1}`);
  const [row, last] = [columns, parameters].map(each =>
    each.length === 1 ? each[0] : `(${each.join(', ')})`,
  );
  return `FROM ${await typedName(table)}${name === null ? '' : ` ${name}`} WHERE ${row} > ${last} ORDER BY ${columns.join(', ')} LIMIT 1000`;
}

function describe(facts: Facts): Words {
  return {
    message: `The query has neither WHERE nor LIMIT and returns all of ${facts.scanned}: ${formatCount(Number(facts.rows))} rows today, and more with every row that is added.`,
    remedy:
      facts.page === null
        ? 'Ask for the rows that are needed, or for pages of them, in the order of a unique key.'
        : `Ask for the rows that are needed, or for one page after another from the last key on: ${facts.page}`,
  };
}

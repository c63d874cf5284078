import type { Node } from 'libpg-query';
import { displayName, formatCount } from '../comparison/index.ts';
import { totalRows, walk } from '../plan/index.ts';
import { blocksFacts } from './case-buffers.ts';
import { queryLevels } from './query-levels.ts';
import { quoteName } from './quote-name.ts';
import { tableNamed } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { typedName } from './schema-names.ts';
import { constantOf, lastName, nodesIn } from './sql-nodes.ts';
import type { Facts } from './types.ts';
import { type Write, writerFor } from './write-expression.ts';

/** UPDATE or DELETE of every row of a table. */
export const writeWithoutWhere: CaseRule = {
  id: 'write-without-where',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/sql-update.html',
  check,
  describe,
};

async function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  const { statement, measurement, catalogue } = scene;
  if (statement === null) return [];
  const observations: Observation[] = [];
  for (const { update, remove, sources } of queryLevels(statement)) {
    const write = update ?? remove;
    const [target, ...others] = sources;
    if (write === null || target?.table === null || target === undefined) continue;
    if (others.length > 0 || !isWhole(write.whereClause)) continue;
    const operation = update === null ? 'Delete' : 'Update';
    const { name } = target.table;
    const node = walk(measurement.plan).find(
      each => each.type === 'ModifyTable' && each.operation === operation && each.relation?.name === name,
    );
    const rows = (node?.children ?? []).reduce((sum, child) => sum + (totalRows(child)?.rows ?? 0), 0);
    if (node === undefined || rows < (given.rows ?? 0)) continue;
    const table = tableNamed(target.table, catalogue);
    const { schema } = node.relation ?? { schema: null };
    const blocks = blocksFacts(node, scene.measurement);
    observations.push({
      key: `${operation} ${name}`,
      amount: rows,
      relation: schema === null ? name : `${schema}.${name}`,
      node: node.id,
      buffers: blocks.buffers,
      at: statement.offsetOf(write.relation?.location),
      facts: {
        operation,
        written: displayName(name),
        rows: Math.round(rows),
        ...blocks,
        table: table === null ? null : await typedName(table),
        difference: update === null ? null : await difference(update.targetList ?? [], writerFor(scene)),
        hasReturning: (write as { readonly returningClause?: unknown }).returningClause !== undefined,
      },
    });
  }
  return observations;
}

/** No condition, or one that is none. */
function isWhole(where: Node | undefined): boolean {
  if (where === undefined || constantOf(where) === 'true') return true;
  if (!('A_Expr' in where) || lastName(where.A_Expr.name) !== '=') return false;
  // `WHERE 1 = 1`, to which programs append what they want.
  const [left, right] = [constantOf(where.A_Expr.lexpr), constantOf(where.A_Expr.rexpr)];
  return left !== null && left === right;
}

/** The rows that the UPDATE changes at all; null where a new value is made of the old ones. */
async function difference(targets: readonly Node[], write: Write): Promise<string | null> {
  const parts: string[] = [];
  for (const target of targets) {
    if (!('ResTarget' in target)) return null;
    const { name, val, indirection } = target.ResTarget;
    const isOfRow = [...nodesIn([val])].some(
      node => 'ColumnRef' in node || 'SubLink' in node || 'SetToDefault' in node,
    );
    const value = await write(val);
    if (name === undefined || indirection !== undefined || isOfRow || value === null) return null;
    parts.push(`${await quoteName(name)} IS DISTINCT FROM ${value}`);
  }
  return parts.length === 0 ? null : parts.join(' OR ');
}

function describe(facts: Facts): Words {
  const rows = formatCount(Number(facts.rows));
  const message =
    facts.operation === 'Delete'
      ? `DELETE has no condition and deletes all ${rows} rows of ${facts.written}, one by one: each stays in the table and its indexes until VACUUM.`
      : `UPDATE has no condition and writes all ${rows} rows of ${facts.written} anew: each leaves a dead row behind and stays locked until the end of the transaction.`;
  return { message, remedy: remedy(facts) };
}

function remedy(facts: Facts): string {
  if (facts.operation === 'Delete')
    return facts.table === null || facts.hasReturning === true
      ? 'Say in WHERE which rows are meant.'
      : `Say in WHERE which rows are meant; where it is all of them and no row refers to them: TRUNCATE ${facts.table};`;
  return facts.difference === null
    ? 'Say in WHERE which rows are meant; where it is all of them, in steps of some thousand rows, by ranges of the primary key.'
    : `Leave alone the rows that have the value already: WHERE ${facts.difference}`;
}

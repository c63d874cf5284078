import { displayName, formatCount, formatMilliseconds, formatShare } from '../comparison/index.ts';
import type { Measurement } from '../measurement/index.ts';
import type { Plan, Trigger } from '../plan/index.ts';
import type { Catalogue, CatalogueForeignKey, CatalogueTable } from '../postgres/index.ts';
import { quoteName } from './quote-name.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { typedName } from './schema-names.ts';
import { createIndexOf } from './serving-index.ts';
import type { Facts } from './types.ts';

/** Most of a write's time goes into what its triggers do; of foreign keys, mostly for want of an index. */
export const slowTrigger: CaseRule = {
  id: 'slow-trigger',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
  check,
  describe,
};

async function check(
  { measurement, catalogue }: Scene,
  thresholds: Readonly<Record<string, number>>,
): Promise<readonly Observation[]> {
  const { milliseconds = 0, share: leastShare = 0 } = thresholds;
  const { plan, latency } = measurement;
  const execution = plan.executionTime ?? 0;
  // No trigger takes longer than the whole statement can: a pause of the machine while its time was taken says nothing.
  const fastest = Math.min(execution, ...latency);
  const observations: Observation[] = [];
  for (const trigger of plan.triggers) {
    const share = execution === 0 ? 0 : Math.min(1, (trigger.time ?? 0) / execution);
    const time = Math.min(trigger.time ?? 0, fastest);
    if (time < milliseconds || share < leastShare) continue;
    const foreignKey = foreignKeyOf(trigger, catalogue);
    observations.push({
      key: trigger.constraint ?? trigger.name,
      amount: time,
      buffers: foreignKey === null ? null : buffersOf(foreignKey, measurement),
      relation: trigger.relation ?? relationOf(plan),
      node: null,
      facts: {
        // The triggers of constraints are named after OIDs.
        trigger: trigger.constraint ?? trigger.name,
        isForeignKey: trigger.name.startsWith('RI_ConstraintTrigger_'),
        table: trigger.relation ?? relationOf(plan),
        calls: trigger.calls,
        time,
        share: Number(share.toFixed(4)),
        ...(await factsOf(foreignKey)),
      },
    });
  }
  return observations;
}

/** EXPLAIN names the trigger's table only where there are several. */
function relationOf({ root }: Plan): string | null {
  return root.relation === null ? null : root.relation.name;
}

interface ForeignKey {
  readonly table: CatalogueTable;
  readonly key: CatalogueForeignKey;
  /** Whether it looks for rows that reference what is changed, rather than for the key of a new row. */
  readonly looksForRows: boolean;
}

/** Names of constraints are unique for a table only, and partitions have triggers of their own. */
function foreignKeyOf({ name, constraint, relation }: Trigger, { tables }: Catalogue): ForeignKey | null {
  // `a` stands for action, `c` for check: src/backend/commands/tablecmds.c, createForeignKeyActionTriggers.
  const looksForRows = name.startsWith('RI_ConstraintTrigger_a_');
  const named = tables.flatMap(table =>
    table.foreignKeys.filter(key => key.name === constraint).map(key => ({ table, key, looksForRows })),
  );
  const own = named.find(({ table, key }) => (looksForRows ? key.references : table).name === relation);
  return own ?? named[0] ?? null;
}

/** Blocks that the foreign key's own statements touched, which name its table and columns in quotes (ri_triggers.c). */
function buffersOf({ table, key, looksForRows }: ForeignKey, { nested }: Measurement): number | null {
  if (!looksForRows) return null;
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const parts = [`${quoted(table.schema)}.${quoted(table.name)}`, ...key.columns.map(quoted)];
  const own = nested.filter(({ text }) => parts.every(part => text.includes(part)));
  return own.length === 0 ? null : own.reduce((sum, { buffers }) => sum + buffers, 0);
}

/** The foreign key's own table, and whether an index begins with its columns: what a DELETE of the other table looks for. */
async function factsOf(foreignKey: ForeignKey | null) {
  if (foreignKey === null)
    return { referencing: null, columns: null, isIndexed: null, looksForRows: false, create: null };
  const { table, key, looksForRows } = foreignKey;
  const columns = (await Promise.all(key.columns.map(quoteName))).join(', ');
  return {
    referencing: await typedName(table),
    columns,
    isIndexed: await isIndexed(table, key),
    looksForRows,
    create: await createIndexOf(table, columns),
  };
}

async function isIndexed(table: CatalogueTable, { columns }: CatalogueForeignKey): Promise<boolean> {
  const wanted = await Promise.all(columns.map(quoteName));
  return table.indexes.some(({ valid, predicate, columns: keys }) => {
    const first = keys.slice(0, wanted.length);
    return valid && predicate === null && wanted.every(column => first.includes(column));
  });
}

function describe(facts: Facts): Words {
  const name = `The ${facts.isForeignKey === true ? 'foreign key' : 'trigger'} ${displayName(String(facts.trigger))}`;
  const table = facts.table === null ? '' : ` of ${displayName(String(facts.table))}`;
  return {
    message: `${name}${table} takes ${formatMilliseconds(Number(facts.time))} in ${formatCount(Number(facts.calls))} calls, ${formatShare(Number(facts.share))} of the execution. No step of the plan shows it.`,
    remedy: remedy(facts),
  };
}

function remedy(facts: Facts): string {
  if (facts.referencing !== null && facts.looksForRows === true && facts.isIndexed === false)
    return `Each call reads ${facts.referencing} for rows that reference what is changed, and no index begins with the columns of the foreign key: ${facts.create}`;
  if (facts.referencing !== null)
    return 'An index serves each call, so it is their number that takes the time: change fewer rows at once, or only those whose key changes.';
  return 'Look at what its function executes, with auto_explain.log_nested_statements or by running its statements; a trigger FOR EACH STATEMENT with transition tables does it once for all rows.';
}

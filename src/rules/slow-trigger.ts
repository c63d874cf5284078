import { displayName, formatCount, formatMilliseconds, formatShare } from '../comparison/index.ts';
import type { Plan, Trigger } from '../plan/index.ts';
import type { Catalogue, CatalogueForeignKey, CatalogueTable } from '../postgres/index.ts';
import { quoteName } from './quote-name.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
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
  { measurement: { plan }, catalogue }: Scene,
  thresholds: Readonly<Record<string, number>>,
): Promise<readonly Observation[]> {
  const { milliseconds = 0, share: leastShare = 0 } = thresholds;
  const execution = plan.executionTime ?? 0;
  const observations: Observation[] = [];
  for (const trigger of plan.triggers) {
    const time = trigger.time ?? 0;
    const share = execution === 0 ? 0 : Math.min(1, time / execution);
    if (time < milliseconds || share < leastShare) continue;
    const key = trigger.constraint ?? trigger.name;
    observations.push({
      key,
      amount: time,
      buffers: null,
      relation: trigger.relation ?? relationOf(plan),
      node: null,
      facts: {
        trigger: trigger.name,
        constraint: trigger.constraint,
        table: trigger.relation ?? relationOf(plan),
        calls: trigger.calls,
        time,
        share: Number(share.toFixed(4)),
        ...(await foreignKeyFacts(trigger, catalogue)),
      },
    });
  }
  return observations;
}

/** EXPLAIN names the trigger's table only where there are several. */
function relationOf({ root }: Plan): string | null {
  return root.relation === null ? null : root.relation.name;
}

const none = { referencing: null, columns: null, isIndexed: null } as const;

/** The foreign key's own table, and whether an index begins with its columns: what a DELETE of the other table looks for. */
async function foreignKeyFacts({ constraint }: Trigger, { tables }: Catalogue) {
  for (const table of tables) {
    const key = table.foreignKeys.find(({ name }) => name === constraint);
    if (key === undefined) continue;
    const schema = table.schema === 'public' ? '' : `${await quoteName(table.schema)}.`;
    return {
      referencing: `${schema}${await quoteName(table.name)}`,
      columns: (await Promise.all(key.columns.map(quoteName))).join(', '),
      isIndexed: await isIndexed(table, key),
    };
  }
  return none;
}

async function isIndexed(table: CatalogueTable, { columns }: CatalogueForeignKey): Promise<boolean> {
  const wanted = await Promise.all(columns.map(quoteName));
  return table.indexes.some(({ valid, predicate, columns: keys }) => {
    const first = keys.slice(0, wanted.length);
    return valid && predicate === null && wanted.every(column => first.includes(column));
  });
}

/** A trigger on the referenced side looks for rows that reference; one on the referencing side finds a key. */
function looksForRows({ trigger }: Facts): boolean {
  return String(trigger).startsWith('RI_ConstraintTrigger_a_');
}

function describe(facts: Facts): Words {
  const name =
    facts.constraint === null
      ? `The trigger ${displayName(String(facts.trigger))}`
      : `The foreign key ${displayName(String(facts.constraint))}`;
  const table = facts.table === null ? '' : ` of ${displayName(String(facts.table))}`;
  return {
    message: `${name}${table} takes ${formatMilliseconds(Number(facts.time))} in ${formatCount(Number(facts.calls))} calls, ${formatShare(Number(facts.share))} of the execution. No step of the plan shows it.`,
    remedy: remedy(facts),
  };
}

function remedy(facts: Facts): string {
  if (facts.referencing !== null && looksForRows(facts) && facts.isIndexed === false)
    return `Each call reads ${facts.referencing} for rows that reference what is changed, and no index begins with the columns of the foreign key: CREATE INDEX CONCURRENTLY ON ${facts.referencing} (${facts.columns});`;
  if (facts.referencing !== null)
    return 'An index serves each call, so it is their number that takes the time: change fewer rows at once, or only those whose key changes.';
  return 'Look at what its function executes, with auto_explain.log_nested_statements or by running its statements; a trigger FOR EACH STATEMENT with transition tables does it once for all rows.';
}

import { displayName, formatBytes, formatCount } from '../comparison/index.ts';
import type { CatalogueIndex, CatalogueTable } from '../postgres/index.ts';
import { blockSize, indexSize } from './index-size.ts';
import type { Observation, SchemaRule, SchemaScene, Words } from './rule.ts';
import { dropIndex, relationOf, shownName, typedName } from './schema-names.ts';
import { creationOfIndex } from './schema-places.ts';
import type { Finding } from './types.ts';
import { measurementOf, servesForeignKey, usersOf, usersOfIndexes } from './used-indexes.ts';

/** https://www.postgresql.org/docs/current/indexes-examine.html */
export const indexNeverUsed: SchemaRule = {
  id: 'index-never-used',
  of: 'schema',
  manual: 'https://www.postgresql.org/docs/current/indexes-examine.html',
  check,
  describe,
};

async function check(
  scene: SchemaScene,
  thresholds: Readonly<Record<string, number>>,
): Promise<readonly Observation[]> {
  const { side, catalogue, comparisons } = scene;
  const measured = comparisons.flatMap(comparison => measurementOf(comparison, side) ?? []);
  if (!scene.hasEveryQuery || measured.length === 0 || !isEachMeasured(scene)) return [];
  const users = usersOfIndexes(comparisons, side);
  const nested = measured.flatMap(measurement => measurement.nested.map(({ text }) => text));
  const queries = new Set(comparisons.map(({ result }) => result.case.query.name)).size;
  const observations: Observation[] = [];
  for (const table of catalogue.tables) {
    // What a function or trigger executes shows no plan, so it may use any index of its tables.
    if (nested.some(text => text.includes(table.name))) continue;
    for (const index of table.indexes) {
      const size = indexSize(index, table, catalogue.tables);
      if (size < (thresholds.bytes ?? 0) || isNeeded(index, table)) continue;
      if (usersOf(users, table, index, catalogue).length > 0) continue;
      observations.push({
        key: `${index.schema}.${index.name}`,
        amount: size,
        relation: relationOf(table),
        node: null,
        buffers: null,
        pages: Math.ceil(size / blockSize),
        at: await creationOfIndex(scene, table, index),
        facts: {
          index: index.name,
          indexed: shownName(table),
          size,
          queries,
          definition: index.definition,
          typed: await typedName(index),
          isPartitioned: table.kind === 'partitioned table',
        },
      });
    }
  }
  return observations;
}

/** A query that failed or was not reached may be the one that uses it. */
function isEachMeasured({ comparisons, side }: SchemaScene): boolean {
  return comparisons.every(({ result }) => ['measured', 'absent'].includes(result.sides[side].kind));
}

/** Whether it stands for more than queries: a constraint, a foreign key's look-ups, its table's index, or nothing yet. */
function isNeeded(index: CatalogueIndex, table: CatalogueTable): boolean {
  return (
    index.unique ||
    index.primary ||
    !index.valid ||
    (index.serves ?? null) !== null ||
    (index.partOf ?? null) !== null ||
    table.foreignKeys.some(({ columns }) => servesForeignKey(index, columns))
  );
}

function describe(facts: Finding['facts']): Words {
  const index = displayName(String(facts.index));
  const queries = Number(facts.queries);
  const none =
    queries === 1
      ? 'the one registered query does not use'
      : `none of the ${formatCount(queries)} registered queries uses`;
  const statement = dropIndex(facts);
  return {
    message: `${index} on ${facts.indexed} takes ${formatBytes(Number(facts.size))}, and ${none} it. Every INSERT, and most UPDATEs, have to write to it all the same.`,
    // That another index does its work says all of it.
    cause: '',
    keepsRemedy: true,
    remedy: `Register the query that it is for. If there is none, and pg_stat_user_indexes of production says the same (idx_scan), drop it: ${statement}`,
  };
}

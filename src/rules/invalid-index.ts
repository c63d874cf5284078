import { displayName, formatCount } from '../comparison/index.ts';
import { indexPages } from './index-size.ts';
import type { Observation, SchemaRule, SchemaScene, Words } from './rule.ts';
import { partitionsOf, relationOf, shownName, typedName } from './schema-names.ts';
import { creationOfIndex } from './schema-places.ts';
import type { Finding } from './types.ts';

/** https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY */
export const invalidIndex: SchemaRule = {
  id: 'invalid-index',
  of: 'schema',
  manual: 'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
  check,
  describe,
};

async function check(scene: SchemaScene): Promise<readonly Observation[]> {
  const { tables } = scene.catalogue;
  const observations: Observation[] = [];
  for (const table of tables) {
    for (const index of table.indexes.filter(({ valid }) => !valid)) {
      const isPartitioned = table.kind === 'partitioned table';
      const partitions = isPartitioned ? partitionsOf(table, tables) : [];
      const lacking = partitions.filter(
        ({ indexes }) =>
          !indexes.some(
            ({ valid, partOf }) => valid && partOf?.schema === index.schema && partOf.name === index.name,
          ),
      );
      observations.push({
        key: `${index.schema}.${index.name}`,
        amount: 1,
        relation: relationOf(table),
        node: null,
        buffers: null,
        pages: indexPages(index, table, tables),
        at: await creationOfIndex(scene, table, index),
        facts: {
          index: index.name,
          indexed: shownName(table),
          isPartitioned,
          lacking: lacking.length === 0 ? null : lacking.slice(0, 3).map(shownName).join(', '),
          lackingCount: lacking.length,
          typed: await typedName(index),
        },
      });
    }
  }
  return observations;
}

function describe(facts: Finding['facts']): Words {
  const index = displayName(String(facts.index));
  if (facts.isPartitioned === true) {
    const count = Number(facts.lackingCount);
    const more = count > 3 ? ` and ${formatCount(count - 3)} more` : '';
    const where =
      count === 0
        ? 'not every partition has its part of it'
        : `${facts.lacking}${more} ${count === 1 ? 'lacks its' : 'lack their'} part of it`;
    return {
      message: `${index} on ${facts.indexed} is invalid: it was made for the partitioned table only, and ${where}. Where it is missing, a query that looks for its keys may have to read the whole partition.`,
      remedy: `Create the index on each partition that lacks it, with CONCURRENTLY, and attach it with ALTER INDEX ${facts.typed} ATTACH PARTITION.`,
    };
  }
  // REINDEX CONCURRENTLY leaves these behind when it fails; the index that they were to replace is still there.
  const isLeftOver = /_cc(?:new|old)\d*$/.test(String(facts.index));
  return {
    message: `${index} on ${facts.indexed} is invalid: its build did not finish, so every write keeps it up to date and no query may use it.`,
    remedy: isLeftOver
      ? `It is what a REINDEX CONCURRENTLY that failed has left behind. Drop it: DROP INDEX CONCURRENTLY ${facts.typed};`
      : `Build it again: REINDEX INDEX CONCURRENTLY ${facts.typed};`,
  };
}

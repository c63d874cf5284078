import { type Comparison, displayName, formatCount } from '../comparison/index.ts';
import type { CatalogueIndex, CatalogueTable } from '../postgres/index.ts';
import { isSameIndex } from './alike-indexes.ts';
import { indexKeys } from './index-keys.ts';
import { tableNamed } from './relation-scans.ts';
import type { Observation, SchemaRule, SchemaScene, Words } from './rule.ts';
import { relationOf, shownName } from './schema-names.ts';
import { removalOfIndex } from './schema-places.ts';
import type { Finding } from './types.ts';
import { measurementOf, usersOf, usersOfIndexes } from './used-indexes.ts';

/** https://www.postgresql.org/docs/current/sql-dropindex.html */
export const droppedIndexWasUsed: SchemaRule = {
  id: 'dropped-index-was-used',
  of: 'schema',
  manual: 'https://www.postgresql.org/docs/current/sql-dropindex.html',
  check,
  describe,
};

async function check(scene: SchemaScene): Promise<readonly Observation[]> {
  const { base, catalogue, comparisons } = scene;
  if (base === null) return [];
  const users = usersOfIndexes(comparisons, 'base');
  const observations: Observation[] = [];
  for (const table of base.tables) {
    const after = catalogue.tables.find(({ schema, name }) => schema === table.schema && name === table.name);
    for (const index of table.indexes) {
      if ((index.partOf ?? null) !== null) continue;
      // Under its own or another name.
      if (after?.indexes.some(other => other.name === index.name || isSameIndex(other, index))) continue;
      const used = usersOf(users, table, index, base);
      const harmed = used.filter(doesMore);
      if (harmed.length > 0) observations.push(await observation(scene, table, index, used, harmed));
    }
  }
  return observations;
}

/** Where another index took over, or none is needed any more, there is nothing to say. */
function doesMore({ counts, direction }: Comparison): boolean {
  return direction === 'worse' || counts.some(({ answer }) => answer === 'worse');
}

async function observation(
  scene: SchemaScene,
  table: CatalogueTable,
  index: CatalogueIndex,
  used: readonly Comparison[],
  harmed: readonly Comparison[],
): Promise<Observation> {
  const names = [...new Set(harmed.map(nameOf))];
  return {
    key: `${index.schema}.${index.name}`,
    amount: harmed.length,
    relation: relationOf(table),
    node: null,
    buffers: harmed.reduce((sum, each) => sum + Math.max(0, blocks(each, 'head') - blocks(each, 'base')), 0),
    isNew: true,
    at: await removalOfIndex(scene, table, index),
    facts: {
      index: index.name,
      indexed: shownName(table),
      queries: names.slice(0, 5).join(', '),
      harmed: names.length,
      used: new Set(used.map(nameOf)).size,
      baseBuffers: harmed.reduce((sum, each) => sum + blocks(each, 'base'), 0),
      headBuffers: harmed.reduce((sum, each) => sum + blocks(each, 'head'), 0),
      definition: index.definition,
      lostColumn: await lostColumn(scene, table, index),
      isConstraint: (index.serves ?? null) !== null && index.serves !== 'replica identity',
    },
  };
}

/** A column of the index that is gone too, so that its statement cannot be typed any more; null where all are there. */
async function lostColumn(
  { catalogue }: SchemaScene,
  table: CatalogueTable,
  index: CatalogueIndex,
): Promise<string | null> {
  const columns = tableNamed(table, catalogue)?.columns;
  if (columns === undefined) return null;
  const keys = await indexKeys(index);
  return (
    keys.find(({ column }) => column !== null && !columns.some(own => own.name === column))?.text ?? null
  );
}

function nameOf({ result }: Comparison): string {
  return result.case.query.name;
}

function blocks(comparison: Comparison, side: 'base' | 'head'): number {
  return measurementOf(comparison, side)?.work.buffers ?? 0;
}

function describe(facts: Finding['facts']): Words {
  const index = displayName(String(facts.index));
  const [harmed, used] = [Number(facts.harmed), Number(facts.used)];
  const more = harmed > 5 ? ` and ${formatCount(harmed - 5)} more` : '';
  const users = used === 1 ? '1 registered query' : `${formatCount(used)} registered queries`;
  const which =
    harmed === used
      ? ''
      : `, ${formatCount(harmed)} of which ${harmed === 1 ? 'does' : 'do'} more work without it`;
  const work = `from ${formatCount(Number(facts.baseBuffers))} to ${formatCount(Number(facts.headBuffers))} buffers`;
  return {
    message: `${index} on ${facts.indexed} is gone, which ${users} used on base${which}: ${facts.queries}${more} (${work}).`,
    remedy: remedy(facts, index),
  };
}

function remedy({ isConstraint, lostColumn: column, definition }: Finding['facts'], index: string): string {
  if (isConstraint === true) return `Keep the constraint ${index}, or an index with its columns.`;
  return column === null
    ? `Keep ${index}, or recreate it: ${definition};`
    : `${index} went with its column ${column}. Keep both, or create an index of the columns that are left before that one goes.`;
}

import type { CatalogueIndex, CatalogueTable } from '../postgres/index.ts';
import { quoteIdentifier } from '../sql/index.ts';
import type { SchemaScene } from './rule.ts';
import { type SchemaStep, schemaSteps } from './schema-steps.ts';

type Place = { readonly file: string; readonly line: number };
type Steps = readonly SchemaStep[];

/** Where a script makes the index; null where that cannot be told. */
export async function creationOfIndex(
  scene: SchemaScene,
  table: CatalogueTable,
  index: CatalogueIndex,
): Promise<Place | null> {
  const steps = await schemaSteps(scene.scripts);
  return placeOf(lastMade(steps, 'index', table, index.name));
}

export async function creationOfForeignKey(
  scene: SchemaScene,
  table: CatalogueTable,
  name: string,
): Promise<Place | null> {
  const steps = await schemaSteps(scene.scripts);
  return placeOf(lastMade(steps, 'foreign key', table, name));
}

export async function creationOfTable(scene: SchemaScene, table: CatalogueTable): Promise<Place | null> {
  const steps = await schemaSteps(scene.scripts);
  return placeOf(lastMade(steps, 'table', table, table.name));
}

/** Where a new script takes the index away: by itself, or with its constraint, a column or its table. */
export async function removalOfIndex(
  scene: SchemaScene,
  table: CatalogueTable,
  index: CatalogueIndex,
): Promise<Place | null> {
  const steps = (await schemaSteps(scene.scripts)).filter(
    ({ deed, script }) => deed === 'drop' && script.isNew,
  );
  const ofTable = (step: SchemaStep) => step.table === table.name && isIn(step, table.schema);
  const columns = new Set([...index.columns, ...index.included]);
  const ways: readonly ((step: SchemaStep) => boolean)[] = [
    step => step.what === 'index' && step.name === index.name && isIn(step, index.schema),
    step => step.what === 'constraint' && step.name === index.name && ofTable(step),
    step =>
      step.what === 'column' &&
      ofTable(step) &&
      [step.name, quoteIdentifier(step.name)].some(name => columns.has(name)),
    step => step.what === 'table' && ofTable(step),
  ];
  for (const way of ways) {
    const found = steps.findLast(way);
    if (found !== undefined) return placeOf(found);
  }
  return null;
}

function lastMade(
  steps: Steps,
  what: SchemaStep['what'],
  { schema, name: table }: CatalogueTable,
  name: string,
): SchemaStep | undefined {
  return steps.findLast(
    step =>
      step.deed === 'create' &&
      step.what === what &&
      step.name === name &&
      step.table === table &&
      isIn(step, schema),
  );
}

/** A statement that names no schema means the one of the search path, which may be any. */
function isIn(step: SchemaStep, schema: string): boolean {
  return step.schema === null || step.schema === schema;
}

function placeOf(step: SchemaStep | undefined): Place | null {
  return step === undefined ? null : { file: step.script.file, line: step.line };
}

import { displayName, formatCount } from '../comparison/index.ts';
import type { Catalogue, CatalogueTable } from '../postgres/index.ts';
import { quoteName } from './quote-name.ts';
import type { Observation, SchemaRule, SchemaScene, Words } from './rule.ts';
import { pagesOf, relationOf, rowsOf, shownName, typedName } from './schema-names.ts';
import { type IndexBuild, type SchemaStep, schemaSteps } from './schema-steps.ts';
import type { Finding } from './types.ts';

/** https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY */
export const indexBuiltWithoutConcurrently: SchemaRule = {
  id: 'index-built-without-concurrently',
  of: 'schema',
  manual: 'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
  check,
  describe,
};

async function check(
  scene: SchemaScene,
  thresholds: Readonly<Record<string, number>>,
): Promise<readonly Observation[]> {
  const { base } = scene;
  if (base === null || !scene.scripts.some(({ isNew, kind }) => isNew && kind === 'migration')) return [];
  const steps = await schemaSteps(scene.scripts);
  const observations: Observation[] = [];
  for (const step of steps) {
    const { build, script } = step;
    if (build === null || build.concurrently || !script.isNew || script.kind === 'seed') continue;
    const table = tableOf(step, base);
    // On base it is there already: a script that was edited builds nothing anew.
    if (table === null || table.indexes.some(({ name }) => name === step.name)) continue;
    const rows = rowsOf(table, base.tables);
    if (rows < (thresholds.rows ?? 0) || isMadeAnew(step, steps)) continue;
    observations.push(await observation(step, build, table, base));
  }
  return observations;
}

/** As base has it; null for one that is not there, or that a bare name does not tell from another. */
function tableOf({ schema, table }: SchemaStep, { tables }: Catalogue): CatalogueTable | null {
  const named = tables.filter(({ name }) => name === table);
  const own = schema === null ? named : named.filter(each => each.schema === schema);
  return own.length === 1 ? (own[0] ?? null) : null;
}

/** Nobody waits for a table that the same change makes. */
function isMadeAnew({ schema, table }: SchemaStep, steps: readonly SchemaStep[]): boolean {
  return steps.some(
    ({ deed, what, name, script, schema: other }) =>
      deed === 'create' &&
      what === 'table' &&
      script.isNew &&
      name === table &&
      (schema === null || other === null || schema === other),
  );
}

async function observation(
  step: SchemaStep,
  build: IndexBuild,
  table: CatalogueTable,
  { tables }: Catalogue,
): Promise<Observation> {
  const rows = rowsOf(table, tables);
  const isPartitioned = table.kind === 'partitioned table';
  return {
    key: `${relationOf(table)} ${step.name}`,
    amount: rows,
    relation: relationOf(table),
    node: null,
    buffers: null,
    pages: pagesOf(table, tables),
    isNew: true,
    at: { file: step.script.file, line: step.line },
    facts: {
      index: step.name,
      indexed: shownName(table),
      rows: Math.round(rows),
      pages: table.pages,
      by: build.by,
      inTransaction: build.inTransaction,
      isPartitioned,
      typed: await typedName(table),
      typedIndex: await quoteName(step.name),
      rewritten: isPartitioned ? null : await rewritten(step, build, table),
    },
  };
}

/** What to type instead; null where that cannot be told. */
async function rewritten(
  { name }: SchemaStep,
  build: IndexBuild,
  table: CatalogueTable,
): Promise<string | null> {
  if (build.by === 'create index') return concurrent(build.statement);
  if (build.columns === null) return null;
  const [typed, index] = [await typedName(table), await quoteName(name)];
  const columns = (await Promise.all(build.columns.map(quoteName))).join(', ');
  return `CREATE UNIQUE INDEX CONCURRENTLY ${index} ON ${typed} (${columns});\nALTER TABLE ${typed} ADD CONSTRAINT ${index} ${build.by.toUpperCase()} USING INDEX ${index};`;
}

/** null where a comment stands between the words. */
function concurrent(statement: string): string | null {
  const words = /^create\s+(unique\s+)?index(?=\s)/i.exec(statement);
  if (words === null) return null;
  const unique = words[1] === undefined ? '' : 'UNIQUE ';
  return `CREATE ${unique}INDEX CONCURRENTLY${statement.slice(words[0].length)};`;
}

function describe(facts: Finding['facts']): Words {
  const isConstraint = facts.by !== 'create index';
  const pages = facts.isPartitioned === true ? '' : ` in ${formatCount(Number(facts.pages))} pages`;
  const what = isConstraint
    ? `The constraint ${displayName(String(facts.index))} on ${facts.indexed} builds its index while nobody can read or write the table`
    : `CREATE INDEX ${displayName(String(facts.index))} on ${facts.indexed} keeps everybody who writes to the table waiting until the index is built`;
  const waiting = `${what} (${formatCount(Number(facts.rows))} rows${pages} on base).`;
  return {
    message: `${waiting}${facts.inTransaction === true ? ' The script has begun a transaction, in which CONCURRENTLY is impossible, and which holds the lock to its end.' : ''}`,
    cause: waiting,
    keepsRemedy: true,
    remedy: remedy(facts),
  };
}

function remedy(facts: Finding['facts']): string {
  const alone =
    facts.inTransaction === true
      ? 'in a migration of its own, without BEGIN and without a transaction of the migration tool'
      : 'outside of a transaction, also of one that the migration tool begins';
  if (facts.isPartitioned === true)
    return `A partitioned table takes no CONCURRENTLY: create the index with ON ONLY ${facts.typed}, then on each partition with CONCURRENTLY, ${alone}, and attach it with ALTER INDEX ${facts.typedIndex} ATTACH PARTITION.`;
  if (facts.by === 'exclusion')
    return 'An exclusion constraint cannot be built concurrently: let the migration run when nobody waits for the table.';
  const statement = facts.rewritten === null ? '.' : `: ${facts.rewritten}`;
  return facts.by === 'create index'
    ? `Let writers go on, which takes longer to build: create it with CONCURRENTLY, ${alone}${statement}`
    : `Build the unique index first, with CONCURRENTLY, ${alone}, and make it the constraint then${statement}`;
}

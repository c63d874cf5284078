import { formatCount } from '../comparison/index.ts';
import { type PlanNode, totalRows, walk } from '../plan/index.ts';
import type { Catalogue, CatalogueTable } from '../postgres/index.ts';
import { blocksFacts } from './case-buffers.ts';
import { leadingNodes } from './leading-nodes.ts';
import { type Level, queryLevels } from './query-levels.ts';
import { tableNamed } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { typedName } from './schema-names.ts';
import { constantOf, lastName, locationOf } from './sql-nodes.ts';
import type { Facts } from './types.ts';

/** Every row gets a random number and all of them are sorted by it, for a few that are wanted. */
export const orderByRandom: CaseRule = {
  id: 'order-by-random',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/sql-select.html#SQL-FROM',
  check,
  describe,
};

function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  return Promise.all(
    walk(scene.measurement.plan).flatMap(node => {
      const { sortKey, children, actual } = node;
      const isRandom = /^\(?(?:random|gen_random_uuid|uuid_generate_v4)\(\)\)?(?: DESC)?$/.test(
        sortKey[0] ?? '',
      );
      const input = children[0] === undefined ? null : totalRows(children[0]);
      if (!isRandom || input === null || input.rows < (given.rows ?? 0) || isOfSample(node)) return [];
      const kept = (actual?.rows ?? 0) * (actual?.loops ?? 0);
      return observe(scene, node, input.rows, kept);
    }),
  );
}

function isOfSample(sort: PlanNode): boolean {
  return leadingNodes(sort).some(({ type }) => type === 'Sample Scan');
}

async function observe(scene: Scene, node: PlanNode, sorted: number, kept: number): Promise<Observation> {
  const written = writtenIn(scene);
  const blocks = blocksFacts(node, scene.measurement);
  const [source, ...others] = written?.level.sources ?? [];
  const table = source?.table && others.length === 0 ? tableNamed(source.table, scene.catalogue) : null;
  const limit = Number(constantOf(written?.level.select?.limitCount));
  const wanted = Number.isInteger(limit) && limit > 0 ? limit : null;
  return {
    key: 'random order',
    amount: sorted,
    relation: table === null ? null : tableName(scene, table.name),
    node: node.id,
    buffers: blocks.buffers,
    at: written?.at ?? null,
    facts: {
      sorted: Math.round(sorted),
      kept: Math.round(kept),
      ...blocks,
      wanted,
      from: table === null ? null : await typedName(table),
      alias: source !== undefined && source.name !== table?.name ? source.name : null,
      ...sampleFacts(wanted, sorted, table === null ? null : rowsPerBlock(table, scene.catalogue)),
    },
  };
}

/** As the plan has it. */
function tableName({ measurement }: Scene, name: string): string {
  const relation = walk(measurement.plan).find(node => node.relation?.name === name)?.relation;
  return relation?.schema ? `${relation.schema}.${name}` : name;
}

/** Of how many times what is wanted, and of how many blocks at the least: a sample of fewer may be empty by chance. */
const enough = 20;

/**
 * How to take a sample, as TABLESAMPLE has it: SYSTEM reads a share of the blocks, BERNOULLI all of them. What is sorted stands
 * in as few blocks as it can, for all that is known. Nulls where half of the table would not do.
 */
function sampleFacts(wanted: number | null, sorted: number, perBlock: number | null) {
  const percentOf = (rows: number) => Math.ceil((enough * rows * 1000) / sorted) / 10;
  const methods =
    wanted === null
      ? []
      : [
          { method: 'SYSTEM', percent: percentOf(Math.max(wanted, perBlock ?? Number.POSITIVE_INFINITY)) },
          { method: 'BERNOULLI', percent: percentOf(wanted) },
        ];
  return methods.find(({ percent }) => percent < 50) ?? { method: null, percent: null };
}

/** Of all its partitions; null where that is not known. */
function rowsPerBlock(table: CatalogueTable, { tables }: Catalogue): number | null {
  const isPart = ({ partitionOf }: CatalogueTable) =>
    partitionOf?.schema === table.schema && partitionOf.name === table.name;
  const parts = table.kind === 'partitioned table' ? tables.filter(isPart) : [table];
  const rows = parts.reduce((sum, part) => sum + (part.rows ?? 0), 0);
  const pages = parts.reduce((sum, part) => sum + part.pages, 0);
  return rows > 0 && pages > 0 ? rows / pages : null;
}

function writtenIn({ statement }: Scene): { readonly level: Level; readonly at: number | null } | null {
  if (statement === null) return null;
  for (const level of queryLevels(statement)) {
    for (const item of level.select?.sortClause ?? []) {
      const node = 'SortBy' in item ? item.SortBy.node : undefined;
      if (node === undefined || !('FuncCall' in node)) continue;
      if (/^(?:random|gen_random_uuid|uuid_generate_v4)$/.test(lastName(node.FuncCall.funcname)))
        return { level, at: statement.offsetOf(locationOf(node)) };
    }
  }
  return null;
}

function describe(facts: Facts): Words {
  const kept = Number(facts.kept);
  return {
    message: `ORDER BY random() gives a random number to each of ${formatCount(Number(facts.sorted))} rows and sorts by it, for ${formatCount(kept)} that ${kept === 1 ? 'is' : 'are'} wanted: no index has that order.`,
    remedy: remedy(facts),
  };
}

function remedy(facts: Facts): string {
  if (facts.percent === null || facts.from === null)
    return 'Choose a few keys at random and look those up, or take a sample of the table (TABLESAMPLE) before the order.';
  const rows = formatCount(Math.round((Number(facts.percent) * Number(facts.sorted)) / 100));
  const how =
    facts.method === 'SYSTEM'
      ? 'in whole blocks, so that those of one block come together'
      : 'picked one by one, as whole blocks (SYSTEM) would be too few';
  const alias = facts.alias === null ? '' : ` ${facts.alias}`;
  return `Order a sample of the table instead of all, here about ${rows} rows ${how}: FROM ${facts.from}${alias} TABLESAMPLE ${facts.method} (${facts.percent})`;
}

import { compare } from '../../src/comparison/index.ts';
import type { CaseResult, SideResult } from '../../src/measurement/index.ts';
import { type Plan, planWork, walk } from '../../src/plan/index.ts';
import type { Catalogue, CatalogueTable } from '../../src/postgres/index.ts';
import { tolerances } from './staged-case.ts';

/** Comparisons and catalogues for plans of which there is no server: what rules are fuzzed and timed with. */

export function fabricatedSide(plan: Plan): SideResult {
  const work = planWork(plan);
  const measurement = {
    work,
    workSamples: [work],
    workSource: 'statement',
    latency: Array.from({ length: 5 }, () => plan.executionTime ?? 1),
    latencyAgain: [],
    planning: Array.from({ length: 5 }, () => plan.planningTime ?? 0.1),
    plan,
    explain: '[]',
    nested: [{ text: 'select 1', calls: 2, buffers: 7, temp: 0, wal: 0 }],
  } as const;
  return { kind: 'measured', measurement };
}

export interface FabricatedCase {
  readonly name: string;
  readonly sql: string;
  /** null for head alone. */
  readonly base: Plan | null;
  readonly head: Plan;
}

export function fabricatedComparison({ name, sql, base, head }: FabricatedCase) {
  const query = {
    name,
    file: `db/queries/${name}.sql`,
    line: 1,
    text: sql,
    sql,
    parameters: [],
    sets: [{ name: '', line: 1, values: {} }],
    parametersFrom: null,
    budget: {},
    tags: [],
    lines: {},
    results: null,
  };
  const result: CaseResult = {
    case: { query, parameters: '', values: [] },
    textChanged: false,
    sides: {
      base: base === null ? { kind: 'absent' } : fabricatedSide(base),
      head: fabricatedSide(head),
    },
    twin: { kind: 'absent' },
  };
  return compare(result, tolerances);
}

/** Tables and indexes of the names that plans hold, as big as their nodes make one believe. */
export function fabricatedCatalogue(plans: readonly Plan[]): Catalogue {
  const tables = new Map<string, CatalogueTable>();
  for (const node of plans.flatMap(walk)) {
    if (node.relation === null) continue;
    const { schema, name } = node.relation;
    const key = `${schema}.${name}`;
    const known = tables.get(key);
    if (known !== undefined && (node.index === null || known.indexes.length > 0)) continue;
    const index = {
      schema: schema ?? 'public',
      name: node.index ?? '',
      definition: `CREATE INDEX ON t USING btree (id)`,
      method: 'btree',
      columns: ['id'],
      included: [],
      unique: true,
      primary: false,
      valid: true,
      predicate: null,
      size: 8192,
    };
    tables.set(key, {
      schema: schema ?? 'public',
      name,
      kind: 'table',
      rows: node.actual === null ? null : node.actual.rows + (node.rowsRemovedByFilter ?? 0),
      pages: 1000,
      size: 8_192_000,
      partitionKey: null,
      partitionOf: null,
      columns: [{ name: 'id', type: 'integer', notNull: true, width: 4 }],
      indexes: node.index === null ? [] : [index],
      foreignKeys: [],
    });
  }
  return { tables: [...tables.values()] };
}

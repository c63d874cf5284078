import { displayName } from '../comparison/index.ts';
import type { CatalogueTable } from '../postgres/index.ts';
import { valueType } from './empty-cast.ts';
import type { Condition } from './filter-conditions.ts';
import type { IndexKey } from './index-keys.ts';
import { notInherited } from './not-inherited.ts';
import { patternOperatorClass } from './pattern-operator-class.ts';
import { quoteName, quoteNames } from './quote-name.ts';
import type { RelationScan } from './relation-scans.ts';
import { typedName } from './schema-names.ts';
import { isServed, unservedParts } from './served-conditions.ts';
import { servedShare } from './served-share.ts';
import type { Facts } from './types.ts';
import { passedOverRemedy, unchosenRemedy } from './unchosen-remedy.ts';
import { whyUnserved } from './why-unserved.ts';

/** What is to be served: the conditions of a filter, and the order in which the rows are wanted. */
export interface Wanted {
  /** Such as `deployments`; of a partition the partitioned table. */
  readonly name: string;
  /** By which the filter calls it. */
  readonly alias: string;
  readonly table: CatalogueTable | null;
  /** What the table inherits from, where that is read in another way; null where there is none. */
  readonly parent: CatalogueTable | null;
  /** Those that inherit from the same table, or from this one, and are scanned too; a table that cannot be told is null. */
  readonly inheriting: readonly { readonly name: string; readonly table: CatalogueTable | null }[];
  readonly conditions: readonly Condition[];
  /** The filter that they are of, as EXPLAIN prints it. */
  readonly filter: string;
  /** Keys of the index that gives the order now; none where no order is wanted. */
  readonly order: readonly IndexKey[];
  /** Rows that the planner expected of a scan, null where that cannot be told, and those that came. */
  readonly rows: { readonly expected: number | null; readonly kept: number };
}

/** The index that could serve it: one that is there already, and why it does not, or the columns of one to create. */
export async function servingIndexFacts({
  name,
  alias,
  table,
  parent,
  inheriting,
  conditions,
  filter,
  order,
  rows,
}: Wanted) {
  const served = conditions.filter(condition => isServed(condition, table));
  const tree = treeColumns(served, order);
  const gin = served.find(({ kind }) => kind === 'gin');
  const isGin = tree.length === 0 && gin !== undefined;
  const columns = isGin ? [gin.column] : tree;
  const quoted = await Promise.all(columns.map(quoteName));
  const ordered = new Map(order.map(key => [key.column, key.ordered]));
  const isPrefix = (column: string) =>
    served.filter(each => each.column === column).every(({ kind }) => kind === 'prefix');
  const collations = await Promise.all(columns.map(column => collationOf(served, table, column)));
  const keys = columns.map((column, at) => {
    const text = ordered.get(column) ?? quoted[at] ?? column;
    const own = table?.columns?.find(({ name }) => name === column);
    if (isGin || ordered.has(column)) return text;
    return isPrefix(column)
      ? `${text} ${patternOperatorClass(own === undefined ? 'text' : valueType(own))}`
      : `${text}${collations[at]}`;
  });
  const servesOrder = order.length > 0 && tree.length > 0;
  const expressions = servesOrder ? order.filter(({ column }) => column === null) : [];
  const method = isGin ? 'gin' : 'btree';
  const all = keys.length === 0 ? null : [...keys, ...expressions.map(key => key.ordered)].join(', ');
  const childOf = async (child: Wanted['inheriting'][number]) => {
    const own = await typedName(child.table ?? { schema: table?.schema ?? 'public', name: child.name });
    return { named: own, table: child.table, create: createIndex({ table: own, columns: all, method }) };
  };
  const children = await Promise.all(inheriting.map(childOf));
  const wanted = { method, columns, conditions: served, filter };
  const why = notInherited(await whyUnserved({ ...wanted, table }), table, children);
  const siblings = [await childOf({ name, table }), ...children];
  const above = notInherited(await whyUnserved({ ...wanted, table: parent }), parent, siblings);
  const isOfParent = why.unservedBy === null && above.unservedWhy === 'inheritance';
  return {
    table: await typedName((isOfParent ? parent : table) ?? { schema: 'public', name }),
    /** That inherit from it; up to 17, ANALYZE of it leaves them out. */
    otherTables: children.map(child => child.named).join(', ') || null,
    columns: all,
    method,
    servesOrder,
    isPartitioned: table?.kind === 'partitioned table',
    inheriting: children.map(({ create }) => create).join(' ') || null,
    ...(isOfParent ? above : why),
    /** Parts of the filter that no index could serve, and the share of the table's rows that the others keep. */
    unservedParts: await unservedParts(filter, alias, table),
    servedShare: await servedShare(filter, alias, table),
    rowsExpected: rows.expected === null ? null : Math.round(rows.expected),
    rowsCame: Math.round(rows.kept),
  };
}

/** ` COLLATE other`, where a column is compared by another collation than its own. */
async function collationOf(
  served: readonly Condition[],
  table: CatalogueTable | null,
  column: string,
): Promise<string> {
  const name = served.find(each => each.column === column && each.collation !== null)?.collation ?? [];
  const own = table?.columns?.find(({ name: of }) => of === column)?.collation ?? 'default';
  if (name.length === 0 || name.at(-1) === own) return '';
  return ` COLLATE ${await quoteNames(name)}`;
}

/** A scan's relation and rows, with what is wanted of it. */
export function wantedOf(
  { first, table, tables, rowsKept, accesses }: RelationScan,
  conditions: readonly Condition[],
  order: readonly IndexKey[] = [],
): Wanted {
  const isPartitioned = table?.kind === 'partitioned table';
  const own = tables[0] ?? null;
  const isInheriting = !isPartitioned && own !== null && own !== table;
  const expected = accesses.reduce((sum, { node }) => sum + node.planRows * (node.actual?.loops ?? 0), 0);
  return {
    name: first.relation.name,
    alias: first.relation.alias,
    table: isInheriting ? own : table,
    parent: isInheriting ? table : null,
    inheriting: isPartitioned
      ? []
      : accesses.slice(1).map(({ relation }, at) => ({ name: relation.name, table: tables[at + 1] ?? null })),
    conditions,
    filter: first.node.filter ?? '',
    order,
    // Of a scan that a LIMIT may end, the planner still expects all rows.
    rows: { expected: order.length > 0 ? null : expected, kept: rowsKept },
  };
}

/** More columns rarely make an index more selective, and always make it bigger. */
const mostColumns = 3;

/**
 * Columns compared with one value first: what remains is then sorted by those that follow. Of several ranges only the
 * first bounds what is read.
 * https://www.postgresql.org/docs/current/indexes-multicolumn.html
 */
export function treeColumns(served: readonly Condition[], order: readonly IndexKey[]): readonly string[] {
  const named = (wanted: (condition: Condition) => boolean) =>
    served.filter(wanted).map(({ column }) => column);
  const equal = named(({ kind, isList }) => kind === 'equality' && !isList);
  const lists = named(({ kind, isList }) => kind === 'equality' && isList);
  const ranged = named(({ kind }) => kind === 'range' || kind === 'prefix').slice(0, 1);
  const sorted = order.flatMap(({ column }) => (column === null ? [] : [column]));
  // What GIN finds comes in no order.
  if (equal.length + lists.length + ranged.length === 0 && served.length > 0) return [];
  if (sorted.length === 0) return [...new Set([...equal, ...lists, ...ranged])].slice(0, mostColumns);
  return [...new Set([...equal.slice(0, mostColumns), ...sorted, ...[...lists, ...ranged].slice(0, 1)])];
}

/**
 * The statement that creates it, or those, as tables do not inherit indexes. CONCURRENTLY does not block writers; a partitioned
 * table has no such thing.
 */
export function createIndex(facts: Facts): string {
  const using = facts.method === 'btree' ? '' : ` USING ${facts.method}`;
  const concurrently = facts.isPartitioned === true ? '' : ' CONCURRENTLY';
  const others = typeof facts.inheriting === 'string' ? ` ${facts.inheriting}` : '';
  return `CREATE INDEX${concurrently} ON ${facts.table}${using} (${facts.columns});${others}`;
}

/** The same for one table alone; `keys` are as they are typed. */
export async function createIndexOf(table: CatalogueTable, keys: string, method = 'btree'): Promise<string> {
  const isPartitioned = table.kind === 'partitioned table';
  return createIndex({ table: await typedName(table), columns: keys, method, isPartitioned });
}

/**
 * What to do about a filter that no index serves: why the index that is there does not, or which one to create. `what` is
 * what the new one is for: `serves the filter`.
 */
export function indexRemedy(facts: Facts, what: string): string {
  const wanted = `an index that ${what}: ${createIndex(facts)}`;
  const create = `Create ${wanted}`;
  if (facts.unservedBy === null) return create;
  const index = displayName(String(facts.unservedBy));
  const detail = String(facts.unservedDetail);
  const instead = `or create one that ${what}: ${createIndex(facts)}`;
  switch (facts.unservedWhy) {
    case 'invalid':
      return `${index} has these columns but is invalid: its build did not finish. Build it again: REINDEX INDEX CONCURRENTLY ${index};`;
    case 'partial':
      return `${index} has these columns but holds only rows with ${detail}, which the filter does not ask for in these words. Where the query wants no others, say so in it, ${instead}`;
    case 'expression':
      return `${index} is made by ${detail}, and the filter compares the column itself. Where the query means that, write the filter with ${detail}, ${instead}`;
    case 'order of columns':
      return `${index} has these columns but begins with ${detail}, which the filter does not compare. ${create}`;
    case 'collation':
      return `${index} is sorted by the collation ${detail}, which is not the column's${typeof facts.unservedAgainst === 'string' ? ` (${facts.unservedAgainst})` : ''}. Where the query means its order, compare with COLLATE ${detail}, ${instead}`;
    case 'COLLATE':
      return collateRemedy(index, facts, wanted);
    case 'operator class':
      return `${index} has these columns, but its operator class ${detail} is not for this comparison. ${create}`;
    case 'LIKE':
      return `${index} has these columns, but serves LIKE only where the collation is C. ${create}`;
    case 'inheritance':
      return `${index} has these columns, and holds the rows of ${facts.table} alone: tables do not inherit indexes, and there is none like it on ${facts.unservedAgainst}. Create that: ${detail}`;
    case 'hash':
      return `${index} is a hash index, which serves = and nothing else. ${create}`;
    default:
      return facts.isOfFilterAlone === true
        ? passedOverRemedy(index, facts, create)
        : unchosenRemedy(index, facts);
  }
}

/** The query itself asks for another collation. */
function collateRemedy(index: string, facts: Facts, wanted: string): string {
  const own =
    typeof facts.unservedAgainst === 'string'
      ? `the collation ${facts.unservedAgainst}`
      : "the column's collation";
  const problem = `${index} is sorted by ${own}, and the query compares by`;
  return facts.unservedDetail === null
    ? `${problem} another one. Leave COLLATE out of the query, or create an index of the column with the same COLLATE.`
    : `${problem} COLLATE ${facts.unservedDetail}. Leave COLLATE out of the query, or create ${wanted}`;
}

export function wrappedRemedy(index: string, wrapped: string): string {
  const step = wrapped.includes('::')
    ? "Keep the column's type, or cast the other side to it, so that both have the same type."
    : 'Compare the column itself, for dates with a half-open range, or create an index on the expression.';
  return `${index} still exists but cannot serve this filter: what is compared is ${wrapped}, not the column itself. ${step}`;
}

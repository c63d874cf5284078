import type { Node } from 'libpg-query';
import { displayName, formatCount } from '../comparison/index.ts';
import type { CatalogueColumn, CatalogueIndex, CatalogueTable } from '../postgres/index.ts';
import { valueType } from './empty-cast.ts';
import { columnsIn, parseExpression } from './filter-conditions.ts';
import { mayFindRows } from './hidden-columns.ts';
import { isIndexable } from './immutable-expression.ts';
import { indexKeys } from './index-keys.ts';
import { patternOperatorClass } from './pattern-operator-class.ts';
import { nodesOfLevel, queryLevels, sourceOf } from './query-levels.ts';
import { quoteName } from './quote-name.ts';
import type { RelationScan } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { filterOf, withoutEmptyCast } from './scan-comparisons.ts';
import { indexesBeginningWith, onBase } from './scan-indexes.ts';
import { createIndexOf } from './serving-index.ts';
import { constantOf, lastName, locationOf, nodesIn, shapeOf } from './sql-nodes.ts';
import type { Facts } from './types.ts';
import { wastefulScans } from './wasteful-scans.ts';
import { writeKey, writerFor } from './write-expression.ts';

/** A text is looked for by a pattern that says nothing of its beginning, or that the index cannot be asked for. */
export const leadingWildcard: CaseRule = {
  id: 'leading-wildcard',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/pgtrgm.html',
  check,
  describe,
};

async function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  const observations: Observation[] = [];
  for (const scan of wastefulScans(scene, { ...given, rows: 0 })) {
    const read = scan.rowsKept + scan.rowsDiscarded;
    if (read < (given.rows ?? 0) || (await mayFindRows(scan))) continue;
    for (const part of await filterOf(scan)) {
      const like = await likeOf(part, scan);
      if (like === null) continue;
      const indexes = indexesBeginningWith(like.column, scan);
      if (like.kind === 'prefix' && !(await areOfAnyOrder(indexes, like.collation))) continue;
      if ((await hasTrigrams(like, scan)) || (await hasTrigrams(like, onBase(scan, scene)))) continue;
      const written = await writtenLike(scene, like, scan);
      const backwards = like.kind === 'suffix' ? (written?.backwards ?? null) : null;
      observations.push({
        key: `${scan.subject}.${like.column}`,
        amount: read,
        relation: scan.relation,
        node: scan.first.node.id,
        buffers: scan.buffers,
        at: written?.at ?? null,
        facts: {
          kind: like.kind,
          scanned: scan.subject,
          column: like.column,
          compared: 'ColumnRef' in like.expression ? displayName(like.column) : like.text,
          pattern: like.pattern,
          isCaseless: like.isCaseless,
          index: indexes[0]?.name ?? null,
          longest: longestRun(like.pattern),
          filter: scan.first.node.filter,
          rowsRead: Math.round(read),
          rowsKept: Math.round(scan.rowsKept),
          isExact: scan.isExact,
          buffers: scan.buffers,
          share: Number(scan.share.toFixed(4)),
          operatorClass: patternOperatorClass(like.type),
          backwards,
          indexBackwards: await indexBackwards(like, scan),
          create: scan.table === null ? null : await createFor(like, backwards !== null, scan.table),
        },
      });
    }
  }
  return observations;
}

interface Like {
  readonly column: string;
  /** What is compared: the column, or a text made of it, as EXPLAIN prints it. */
  readonly expression: Node;
  /** The same as an index has it, in words and as its key. */
  readonly text: string;
  readonly key: string;
  readonly type: string;
  /** Of the column; null for a type that has none. */
  readonly collation: string | null;
  readonly pattern: string;
  readonly isCaseless: boolean;
  /** Whether the pattern says how the text begins, how it ends, or neither. */
  readonly kind: 'prefix' | 'suffix' | 'inside';
}

async function likeOf(part: Node, { first: { relation }, table }: RelationScan): Promise<Like | null> {
  if (!('A_Expr' in part) || part.A_Expr.kind !== 'AEXPR_OP' || part.A_Expr.lexpr === undefined) return null;
  const sign = lastName(part.A_Expr.name);
  const pattern = constantOf(part.A_Expr.rexpr);
  const [name, second] = columnsIn(part.A_Expr.lexpr, relation.alias);
  const own = table?.columns?.find(column => column.name === name);
  if ((sign !== '~~' && sign !== '~~*') || pattern === null || own === undefined) return null;
  const isCaseless = sign === '~~*';
  // Without a wildcard it is an equality.
  if (second !== undefined || (!isCaseless && !/[%_]/.test(pattern))) return null;
  const expression = withoutEmptyCast(part.A_Expr.lexpr, own);
  const text = await textOf(expression, own);
  const kind = isCaseless ? 'inside' : kindOf(pattern);
  // `lower(name) LIKE 'a%'` is told as what the function hides.
  if (text === null || (kind === 'prefix' && !('ColumnRef' in expression))) return null;
  const key = 'TypeCast' in expression ? `(${text})` : text;
  const [type, collation] = [valueType(own), own.collation ?? null];
  return { column: own.name, expression, text, key, type, collation, pattern, isCaseless, kind };
}

function kindOf(pattern: string): Like['kind'] {
  if (/^[^%_]/.test(pattern)) return 'prefix';
  return /^%[^%_\\]+$/.test(pattern) ? 'suffix' : 'inside';
}

/** null of what PostgreSQL takes for no key of an index. */
async function textOf(expression: Node, column: CatalogueColumn): Promise<string | null> {
  if ('ColumnRef' in expression) return quoteName(column.name);
  return isIndexable(expression, valueType(column)) ? await writeKey(expression) : null;
}

async function hasTrigrams({ expression }: Like, { table }: Pick<RelationScan, 'table'>): Promise<boolean> {
  const keys = (table?.indexes ?? []).flatMap(({ definition, columns }) =>
    definition.includes('_trgm_ops') ? columns : [],
  );
  const parsed = await Promise.all(keys.map(parseExpression));
  return parsed.some(key => key !== null && shapeOf(key) === shapeOf(expression));
}

/** An index of the text read backwards, in the order of bytes; null where there is none. */
async function indexBackwards(
  { expression, collation }: Like,
  { table }: RelationScan,
): Promise<string | null> {
  for (const index of table?.indexes ?? []) {
    const { name, valid, method, predicate, columns } = index;
    if (!valid || method !== 'btree' || predicate !== null) continue;
    const key = columns[0] === undefined ? null : await parseExpression(columns[0]);
    if (shapeOf(key ?? undefined) !== `reverse(${shapeOf(expression)})`) continue;
    if (!(await isOfAnyOrder(index, collation))) return name;
  }
  return null;
}

async function areOfAnyOrder(indexes: readonly CatalogueIndex[], collation: string | null): Promise<boolean> {
  const orders = await Promise.all(indexes.map(index => isOfAnyOrder(index, collation)));
  return orders.length > 0 && !orders.includes(false);
}

/** An index whose first key is in the order of a language, which scatters the texts that begin alike. */
async function isOfAnyOrder(index: CatalogueIndex, ofColumn: string | null): Promise<boolean> {
  const [key] = await indexKeys(index);
  const collation = key?.collation ?? ofColumn ?? '';
  return !key?.operatorClass?.endsWith('_pattern_ops') && !/^(?:C|POSIX)$/.test(collation);
}

/** Characters in a row between wildcards: an index of trigrams needs three. */
function longestRun(pattern: string): number {
  return Math.max(...pattern.split(/[%_]/).map(run => [...run].length));
}

async function writtenLike(scene: Scene, { expression }: Like, scan: RelationScan) {
  const { statement, catalogue } = scene;
  if (statement === null) return null;
  const found = queryLevels(statement).flatMap(level =>
    nodesOfLevel(level).flatMap(node => {
      if (!('A_Expr' in node) || !/^AEXPR_I?LIKE$/.test(node.A_Expr.kind ?? '')) return [];
      const { lexpr, rexpr } = node.A_Expr;
      if (lexpr === undefined || shapeOf(lexpr) !== shapeOf(expression)) return [];
      const isOwn = [...nodesIn(lexpr)].some(
        inner => 'ColumnRef' in inner && sourceOf(inner.ColumnRef, level, catalogue)?.name === scan.alias,
      );
      return [{ node, lexpr, rexpr, isOwn }];
    }),
  );
  const best = found.find(({ isOwn }) => isOwn) ?? found[0];
  if (best === undefined) return null;
  const write = writerFor(scene);
  const [own, value] = [await write(best.lexpr), await write(best.rexpr)];
  const isWritten = own !== null && value !== null;
  return {
    at: statement.offsetOf(locationOf(best.node)),
    backwards: isWritten ? `reverse(${own}) LIKE reverse(${value})` : null,
  };
}

function describe(facts: Facts): Words {
  const about = facts.isExact === true ? '' : 'about ';
  const column = String(facts.compared);
  const work = `${about}${formatCount(Number(facts.rowsRead))} rows of ${facts.scanned} are read to keep ${about}${formatCount(Number(facts.rowsKept))}`;
  const cause = reason(facts, column);
  return { message: `${cause}: ${work}.`, cause: `${cause}.`, remedy: remedy(facts) };
}

function reason(facts: Facts, column: string): string {
  const pattern = `'${facts.pattern}'`;
  if (facts.kind === 'prefix')
    return `LIKE ${pattern} knows how ${column} begins, but a B-tree serves that only in the order of bytes, and ${displayName(String(facts.index))} is declared with neither ${facts.operatorClass} nor COLLATE "C"`;
  if (facts.isCaseless === true)
    return `ILIKE ${pattern} is a pattern of any case, which no B-tree of ${column} can serve`;
  return `LIKE ${pattern} does not say how ${column} begins, so no B-tree of it can serve`;
}

/** The index that would find such texts. */
function createFor({ kind, key, type }: Like, isBackwards: boolean, table: CatalogueTable): Promise<string> {
  if (kind === 'prefix') return createIndexOf(table, `${key} ${patternOperatorClass(type)}`);
  return isBackwards
    ? createIndexOf(table, `reverse(${key}) text_pattern_ops`)
    : createIndexOf(table, `${key} gin_trgm_ops`, 'gin');
}

function remedy(facts: Facts): string {
  if (facts.kind === 'prefix') return `Create an index in the order of bytes: ${facts.create}`;
  if (facts.backwards !== null) {
    const backwards = `Compare the text read backwards: ${facts.backwards}`;
    return facts.indexBackwards === null ? `${backwards}, with an index: ${facts.create}` : backwards;
  }
  if (Number(facts.longest) < 3)
    return 'Ask for at least three characters in a row, which an index of trigrams can then look up, or for the beginning of the text.';
  return `Index the trigrams of the text: CREATE EXTENSION IF NOT EXISTS pg_trgm; ${facts.create}`;
}

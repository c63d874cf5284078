import type { Node } from 'libpg-query';
import { displayName, formatCount } from '../comparison/index.ts';
import type { CatalogueIndex, CatalogueTable } from '../postgres/index.ts';
import { valueType } from './empty-cast.ts';
import { parseExpression } from './filter-conditions.ts';
import {
  filterOf,
  indexesBeginningWith,
  mayFindRows,
  onBase,
  wastefulScans,
  withoutEmptyCast,
} from './hidden-columns.ts';
import { indexKeys } from './index-keys.ts';
import { patternOperatorClass } from './pattern-operator-class.ts';
import { nodesOfLevel, queryLevels, sourceOf } from './query-levels.ts';
import { quoteName } from './quote-name.ts';
import type { RelationScan } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { createIndexOf } from './serving-index.ts';
import { columnName, constantOf, lastName, locationOf, shapeOf } from './sql-nodes.ts';
import type { Facts } from './types.ts';
import { writerFor } from './write-expression.ts';

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
      const like = likeOf(part, scan);
      if (like === null || [scan, onBase(scan, scene)].some(each => hasTrigrams(like.column, each))) continue;
      const indexes = indexesBeginningWith(like.column, scan);
      if (like.kind === 'prefix' && !(await areOfAnyOrder(indexes, like.collation))) continue;
      const written = await writtenLike(scene, like.column, scan);
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
  readonly type: string;
  /** Of the column; null for a type that has none. */
  readonly collation: string | null;
  readonly pattern: string;
  readonly isCaseless: boolean;
  /** Whether the pattern says how the text begins, how it ends, or neither. */
  readonly kind: 'prefix' | 'suffix' | 'inside';
}

function likeOf(part: Node, { table }: RelationScan): Like | null {
  if (!('A_Expr' in part) || part.A_Expr.kind !== 'AEXPR_OP' || part.A_Expr.lexpr === undefined) return null;
  const sign = lastName(part.A_Expr.name);
  const pattern = constantOf(part.A_Expr.rexpr);
  const [own] = table?.columns?.filter(({ name }) => name === nameIn(part.A_Expr.lexpr)) ?? [];
  if ((sign !== '~~' && sign !== '~~*') || pattern === null || own === undefined) return null;
  if (!('ColumnRef' in withoutEmptyCast(part.A_Expr.lexpr, own))) return null;
  const isCaseless = sign === '~~*';
  const begins = /^[^%_]/.test(pattern);
  const isSuffix = /^%[^%_\\]+$/.test(pattern) && !isCaseless;
  const kind = begins ? 'prefix' : isSuffix ? 'suffix' : 'inside';
  // Without a wildcard it is an equality.
  if (!isCaseless && !/[%_]/.test(pattern)) return null;
  return {
    column: own.name,
    type: valueType(own),
    collation: own.collation ?? null,
    pattern,
    isCaseless,
    kind: isCaseless ? 'inside' : kind,
  };
}

function nameIn(node: Node | undefined): string | null {
  if (node === undefined) return null;
  if ('TypeCast' in node) return nameIn(node.TypeCast.arg);
  return 'ColumnRef' in node ? columnName(node.ColumnRef) : null;
}

function hasTrigrams(column: string, { table }: Pick<RelationScan, 'table'>): boolean {
  return (table?.indexes ?? []).some(
    ({ definition, columns }) =>
      definition.includes('_trgm_ops') && columns.some(key => key.includes(column)),
  );
}

/** An index of the text read backwards, in the order of bytes; null where there is none. */
async function indexBackwards({ column, collation }: Like, { table }: RelationScan): Promise<string | null> {
  for (const index of table?.indexes ?? []) {
    const { name, valid, method, predicate, columns } = index;
    if (!valid || method !== 'btree' || predicate !== null) continue;
    const key = columns[0] === undefined ? null : await parseExpression(columns[0]);
    if (shapeOf(key ?? undefined) !== `reverse(${JSON.stringify(column)})`) continue;
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

async function writtenLike(scene: Scene, column: string, scan: RelationScan) {
  const { statement, catalogue } = scene;
  if (statement === null) return null;
  const found = queryLevels(statement).flatMap(level =>
    nodesOfLevel(level).flatMap(node => {
      if (!('A_Expr' in node) || !/^AEXPR_I?LIKE$/.test(node.A_Expr.kind ?? '')) return [];
      const { lexpr, rexpr } = node.A_Expr;
      if (lexpr === undefined || nameIn(lexpr) !== column) return [];
      const source = 'ColumnRef' in lexpr ? sourceOf(lexpr.ColumnRef, level, catalogue) : null;
      return [{ node, lexpr, rexpr, isOwn: source?.name === scan.alias }];
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
  const column = displayName(String(facts.column));
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
async function createFor(
  { kind, column, type }: Like,
  isBackwards: boolean,
  table: CatalogueTable,
): Promise<string> {
  const name = await quoteName(column);
  if (kind === 'prefix') return createIndexOf(table, `${name} ${patternOperatorClass(type)}`);
  return isBackwards
    ? createIndexOf(table, `reverse(${name}) text_pattern_ops`)
    : createIndexOf(table, `${name} gin_trgm_ops`, 'gin');
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

import type { CatalogueIndex, CatalogueTable } from '../postgres/index.ts';
import type { Condition } from './filter-conditions.ts';
import { type IndexKey, indexKeys } from './index-keys.ts';
import { quoteName, quoteNames } from './quote-name.ts';

export type Reason =
  | 'invalid'
  | 'partial'
  | 'expression'
  | 'order of columns'
  | 'collation'
  | 'COLLATE'
  | 'operator class'
  | 'LIKE'
  | 'hash'
  | 'inheritance'
  | 'planner';

interface Question {
  readonly table: CatalogueTable | null;
  readonly method: string;
  /** What an index that serves would begin with, in any order. */
  readonly columns: readonly string[];
  /** Those that an index of their column serves. */
  readonly conditions: readonly Condition[];
  /** As EXPLAIN prints it. */
  readonly filter: string;
}

const none = { unservedBy: null, unservedWhy: null, unservedDetail: null, unservedAgainst: null } as const;

/**
 * The index that has the columns of a filter and did not serve it, and why, as far as its definition tells; of several
 * one whose definition is no hindrance. Nulls where there is none.
 */
export async function whyUnserved(question: Question) {
  if (question.columns.length === 0) return none;
  const indexes = await Promise.all(
    (question.table?.indexes ?? []).map(async index => ({ index, keys: await indexKeys(index) })),
  );
  for (const ask of [comparable, partly]) {
    const answers = await Promise.all(
      indexes.map(async ({ index, keys }) => ({ index, why: await ask(index, keys, question) })),
    );
    const found = answers.flatMap(({ index, why }) => (why === null ? [] : [{ index, why }]));
    // Nobody is to create what is there, only because another one with its columns comes before it.
    const own = found.find(({ why }) => why.reason === 'planner') ?? found[0];
    if (own === undefined) continue;
    const { reason, detail = null, against = null } = own.why;
    return {
      unservedBy: own.index.name,
      unservedWhy: reason,
      unservedDetail: detail,
      unservedAgainst: against,
    };
  }
  return none;
}

interface Why {
  readonly reason: Reason;
  /** What it is about: a collation, an operator class, a predicate, an expression, or what the columns are. */
  readonly detail?: string | null;
  /** Of two collations that are not the same, the other one. */
  readonly against?: string | null;
}

/** Of an index that begins with the columns: what keeps it from serving. */
async function comparable(
  index: CatalogueIndex,
  keys: readonly IndexKey[],
  question: Question,
): Promise<Why | null> {
  const { method, columns, conditions } = question;
  const first = keys.slice(0, columns.length);
  if (!columns.every(column => first.some(key => key.column === column))) return null;
  if (index.method === 'hash' && method === 'btree') {
    return conditions.some(({ kind }) => kind !== 'equality') ? { reason: 'hash' } : cause(index, question);
  }
  if (index.method !== method) return null;
  for (const key of first) {
    const own = conditions.filter(({ column }) => column === key.column);
    const { operatorClass } = key;
    const collated = await otherCollation(key, own, question);
    if (collated !== null) return collated;
    const isPattern = operatorClass?.endsWith('_pattern_ops') ?? false;
    if (isPattern && own.some(({ kind }) => kind === 'range'))
      return { reason: 'operator class', detail: operatorClass ?? '' };
    // It knows the paths to values, not which keys there are.
    if (operatorClass === 'jsonb_path_ops' && own.some(({ operator }) => operator?.startsWith('?')))
      return { reason: 'operator class', detail: operatorClass };
    if (!isPattern && own.some(({ kind }) => kind === 'prefix')) return { reason: 'LIKE' };
  }
  return cause(index, question);
}

/**
 * What a key of an index is sorted by must be what the query compares by, for `=` too.
 * https://www.postgresql.org/docs/current/indexes-collations.html
 */
async function otherCollation(
  key: IndexKey,
  conditions: readonly Condition[],
  { table }: Question,
): Promise<Why | null> {
  const column = table?.columns?.find(({ name }) => name === key.column);
  const ofColumn = column?.collation ?? null;
  const ofIndex = key.collation ?? ofColumn;
  for (const { operator, kind, collation, wrapped } of conditions) {
    if (operator === null || (kind !== 'equality' && kind !== 'range')) continue;
    if (collation !== null) {
      if (collation.at(-1) === (ofIndex ?? 'default')) continue;
      const against = ofIndex === null ? null : await quoteName(ofIndex);
      return { reason: 'COLLATE', detail: await quoteNames(collation), against };
    }
    // A cast of text to text is how another collation is printed; which one is not.
    if (wrapped !== null && column?.type === 'text') {
      if (key.collation !== null) continue;
      return { reason: 'COLLATE', detail: null, against: ofIndex === null ? null : await quoteName(ofIndex) };
    }
    if (key.collation === null || key.collation === (ofColumn ?? 'default')) continue;
    const against = ofColumn === null ? null : await quoteName(ofColumn);
    return { reason: 'collation', detail: await quoteName(key.collation), against };
  }
  return null;
}

async function cause(index: CatalogueIndex, { table, columns, filter }: Question): Promise<Why> {
  if (!index.valid) return { reason: 'invalid' };
  if (index.predicate !== null && !filter.includes(index.predicate))
    return { reason: 'partial', detail: index.predicate };
  return { reason: 'planner', detail: await typed(columns, table) };
}

/** `id integer, note text COLLATE "C"`; null where that is not known. */
async function typed(columns: readonly string[], table: CatalogueTable | null): Promise<string | null> {
  const known = columns.flatMap(column => table?.columns?.find(({ name }) => name === column) ?? []);
  const texts = known.map(async ({ name, type, collation = null }) => {
    const collated = collation === null ? '' : ` COLLATE ${await quoteName(collation)}`;
    return `${await quoteName(name)} ${type}${collated}`;
  });
  return known.length === 0 ? null : (await Promise.all(texts)).join(', ');
}

/** Of an index that holds the columns in some other way: why it cannot. */
async function partly(
  index: CatalogueIndex,
  keys: readonly IndexKey[],
  { method, columns }: Question,
): Promise<Why | null> {
  const [leading] = keys;
  if (leading === undefined || index.method !== method || method !== 'btree' || index.predicate !== null)
    return null;
  const [wanted = ''] = columns;
  const name = await quoteName(wanted);
  if (leading.column === null) {
    const isOfColumn = columns.length === 1 && new RegExp(`[(]+${escaped(name)}[),:]`).test(leading.text);
    return isOfColumn ? { reason: 'expression', detail: leading.text } : null;
  }
  const holdsAll = columns.every(column => keys.some(key => key.column === column));
  return holdsAll && !columns.includes(leading.column)
    ? { reason: 'order of columns', detail: leading.text }
    : null;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

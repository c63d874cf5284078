import type { CatalogueIndex, CatalogueTable } from '../postgres/index.ts';
import type { Condition } from './filter-conditions.ts';
import { type IndexKey, indexKeys } from './index-keys.ts';
import { quoteName } from './quote-name.ts';

export type Reason =
  | 'invalid'
  | 'partial'
  | 'wrapped'
  | 'expression'
  | 'order of columns'
  | 'collation'
  | 'operator class'
  | 'LIKE'
  | 'hash'
  | 'planner';

interface Question {
  readonly table: CatalogueTable | null;
  readonly method: string;
  /** What an index that serves would begin with, in any order. */
  readonly columns: readonly string[];
  readonly conditions: readonly Condition[];
  /** As EXPLAIN prints it. */
  readonly filter: string;
}

const none = { unservedBy: null, unservedWhy: null, unservedDetail: null } as const;

/**
 * The index that has the columns of a filter and did not serve it, and why, as far as its definition tells; that of the
 * fewest reasons. Nulls where there is none.
 */
export async function whyUnserved(question: Question) {
  if (question.columns.length === 0) return none;
  const indexes = await Promise.all(
    (question.table?.indexes ?? []).map(async index => ({ index, keys: await indexKeys(index) })),
  );
  for (const ask of [comparable, partly]) {
    for (const { index, keys } of indexes) {
      const why = await ask(index, keys, question);
      if (why !== null)
        return { unservedBy: index.name, unservedWhy: why.reason, unservedDetail: why.detail ?? null };
    }
  }
  return none;
}

interface Why {
  readonly reason: Reason;
  readonly detail?: string;
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
    const { collation, operatorClass } = key;
    if (collation !== null && collation !== 'default')
      return { reason: 'collation', detail: await quoteName(collation) };
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

function cause(index: CatalogueIndex, { table, columns, conditions, filter }: Question): Why {
  if (!index.valid) return { reason: 'invalid' };
  if (index.predicate !== null && !filter.includes(index.predicate))
    return { reason: 'partial', detail: index.predicate };
  const wrapped = conditions.find(each => columns.includes(each.column) && isHidden(each, table))?.wrapped;
  return wrapped === undefined || wrapped === null
    ? { reason: 'planner' }
    : { reason: 'wrapped', detail: wrapped };
}

/** varchar is printed with a cast to text that hides nothing. */
function isHidden({ column, wrapped }: Condition, table: CatalogueTable | null): boolean {
  const type = table?.columns?.find(({ name }) => name === column)?.type;
  return wrapped !== null && !(type?.startsWith('character varying') ?? false);
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

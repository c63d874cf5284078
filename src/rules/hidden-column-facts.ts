import type { Node } from 'libpg-query';
import { displayName, formatCount } from '../comparison/index.ts';
import { elementType } from './array-containment.ts';
import { valueType } from './empty-cast.ts';
import { castOf } from './filter-conditions.ts';
import { type HiddenColumn, hiddenColumns } from './hidden-columns.ts';
import { hiddenInJoins, type JoinedColumn } from './hidden-in-joins.ts';
import { isIndexable } from './immutable-expression.ts';
import { quoteName } from './quote-name.ts';
import { loopsOf, type RelationScan } from './relation-scans.ts';
import { allOf, anyOf, type Rewritten } from './rewritten.ts';
import type { Observation, Scene, Words } from './rule.ts';
import { onBase } from './scan-indexes.ts';
import { createIndexOf } from './serving-index.ts';
import { shortened } from './shortened.ts';
import { constantOf, typeNameOf } from './sql-nodes.ts';
import type { Facts } from './types.ts';
import { type Write, writeKey, writerFor } from './write-expression.ts';
import { type WrittenComparison, writtenComparison } from './written-comparison.ts';

/** A comparison of the column itself that keeps the same rows; null where there is none that is sure. */
export type Rewrite = (
  hidden: HiddenColumn,
  comparison: Pick<WrittenComparison, 'expression' | 'bounds'> & { readonly column: string },
  write: Write,
) => Promise<Rewritten | null>;

/** Columns that are hidden by `by`, one for each column of a scan, each with how to write it. */
export async function hiddenColumnObservations(
  scene: Scene,
  given: Readonly<Record<string, number>>,
  by: HiddenColumn['by'],
  rewrite: Rewrite,
): Promise<readonly Observation[]> {
  const seen = new Map<string, Observation>();
  for (const hidden of await hiddenColumns(scene, given)) {
    const { scan, column } = hidden;
    const key = `${scan.subject}.${column.name}`;
    const before = seen.get(`${key} ${scan.first.node.id}`);
    if (hidden.by !== by) continue;
    const { at, facts } = await factsOf(scene, hidden, rewrite);
    // Then an index of the other column is what there is to say.
    if (hidden.isBesideBare && hidden.index === null && !isServable(facts)) continue;
    seen.set(`${key} ${scan.first.node.id}`, {
      key,
      amount: scan.rowsDiscarded,
      relation: scan.relation,
      node: scan.first.node.id,
      buffers: scan.buffers,
      at: before?.at ?? at,
      facts: before === undefined ? facts : joined(before.facts, facts),
    });
  }
  for (const joined of await hiddenInJoins(scene, given)) {
    const own = await joinObservation(scene, joined);
    const key = `${own.key} ${own.node}`;
    // There is nothing to write but an index.
    if (joined.hidden.by === by && own.facts.indexOfExpression !== null && !seen.has(key)) seen.set(key, own);
  }
  return [...seen.values()];
}

async function joinObservation(
  scene: Scene,
  { hidden, join, read, kept }: JoinedColumn,
): Promise<Observation> {
  const { scan, column } = hidden;
  const { at, facts } = await factsOf(scene, hidden, async () => null);
  return {
    key: `${scan.subject}.${column.name}`,
    amount: read - kept,
    relation: scan.relation,
    node: scan.first.node.id,
    buffers: scan.buffers,
    at,
    facts: {
      ...facts,
      join: join.type,
      filter: join.hashCond ?? join.mergeCond,
      rowsDiscarded: Math.round(read - kept),
      rowsKept: Math.round(kept),
      isExact: scan.isExact && loopsOf(join) === 1,
    },
  };
}

/** Whether there is something to type by which an index serves. */
function isServable({ rewrite, indexOfExpression }: Facts): boolean {
  return rewrite !== null || indexOfExpression !== null;
}

/** A second comparison of the same column: both are written, or none. */
function joined(before: Facts, facts: Facts): Facts {
  if (before.rewrite === facts.rewrite) return before;
  const both = allOf([rewriteIn(before), rewriteIn(facts)]);
  return { ...before, rewrite: both?.text ?? null, provided: both?.provided ?? null };
}

function rewriteIn({ rewrite, provided }: Facts): Rewritten | null {
  return rewrite === null ? null : { text: String(rewrite), provided: provided as string | null };
}

async function factsOf(scene: Scene, hidden: HiddenColumn, rewrite: Rewrite) {
  const { scan, column, index } = hidden;
  const name = await quoteName(column.name);
  const { at, rewritten } = await rewrittenOf(scene, hidden, name, rewrite);
  const key = hidden.isElement ? null : await writeKey(hidden.expression);
  const isKey = key !== null && isIndexable(hidden.expression, valueType(column));
  const inner = 'TypeCast' in hidden.expression ? `(${key})` : key;
  const keyed = isKey ? `${inner}${hidden.operator === '~~' ? ' text_pattern_ops' : ''}` : null;
  return {
    at,
    facts: {
      scanned: scan.subject,
      column: column.name,
      type: column.type,
      typeBefore: typeBefore(scene, hidden),
      castTo: castOf(hidden.expression),
      isPattern: hidden.operator === '~~',
      isElement: hidden.isElement,
      elementType: hidden.isElement ? elementType(column) : null,
      hiddenBy:
        key ?? `${hidden.isElement ? 'each element' : 'an expression'} of ${displayName(column.name)}`,
      index: index?.name ?? null,
      filter: scan.first.node.filter,
      join: null,
      rowsDiscarded: Math.round(scan.rowsDiscarded),
      rowsKept: Math.round(scan.rowsKept),
      isExact: scan.isExact,
      buffers: scan.buffers,
      share: Number(scan.share.toFixed(4)),
      rewrite: rewritten?.text ?? null,
      provided: rewritten?.provided ?? null,
      indexOfColumn: index === null ? await indexOn(scan, name, hidden.isElement ? 'gin' : 'btree') : null,
      indexOfExpression: keyed === null ? null : await indexOn(scan, keyed, 'btree'),
    },
  };
}

/** What to write instead of a comparison, or of each of its alternatives, and where the first of them stands. */
async function rewrittenOf(scene: Scene, hidden: HiddenColumn, name: string, rewrite: Rewrite) {
  const write = writerFor(scene);
  const { alternatives } = hidden;
  const values = alternatives.length === 0 ? [hidden.value] : alternatives;
  const found = await Promise.all(
    values.map(async value => {
      const own = { ...hidden, value };
      const written = writtenComparison(scene, own);
      const comparison = {
        expression: written?.expression ?? hidden.expression,
        bounds: written?.bounds ?? [{ operator: hidden.operator, value: withoutOffset(value) }],
        column: written === null ? name : ((await write(written.column)) ?? name),
      };
      return { at: written?.at ?? null, rewritten: await rewrite(own, comparison, write) };
    }),
  );
  const [first] = found;
  const at = first?.at ?? null;
  if (found.length === 1) return { at, rewritten: first?.rewritten ?? null };
  // Values that are written otherwise than printed are not told apart.
  const isWhole = new Set(found.map(each => each.at)).size === found.length;
  return { at, rewritten: isWhole ? anyOf(found.map(each => each.rewritten)) : null };
}

/** What EXPLAIN prints in the zone of a session, without how far that is from UTC: it may be another one's in production. */
function withoutOffset(value: Node): Node {
  if (!('TypeCast' in value) || typeNameOf(value.TypeCast.typeName) !== 'timestamptz') return value;
  const local = /^(\d{4}-\d{2}-\d{2} [\d:.]+)[+-][\d:]+$/.exec(constantOf(value) ?? '')?.[1];
  if (local === undefined) return value;
  return { TypeCast: { ...value.TypeCast, arg: { A_Const: { sval: { sval: local } } } } };
}

/** The statement that creates an index of the scan's table; null where that is not known. */
async function indexOn({ table }: RelationScan, columns: string, method: string): Promise<string | null> {
  return table === null ? null : createIndexOf(table, columns, method);
}

/** The column's type on base, where the pull request changes it; else null. */
function typeBefore(scene: Scene, { scan, column }: HiddenColumn): string | null {
  const { table } = onBase(scan, scene);
  const before = table?.columns?.find(({ name }) => name === column.name)?.type ?? null;
  return before === column.type ? null : before;
}

/** `the filter of deployments throws away 19,940 of 20,000 rows`, or what a join reads. */
function discardedText(facts: Facts): string {
  const about = facts.isExact === true ? '' : 'about ';
  const read = Number(facts.rowsDiscarded) + Number(facts.rowsKept);
  if (facts.join !== null)
    return `the ${facts.join} reads ${about}${formatCount(read)} rows of ${facts.scanned} to give ${about}${formatCount(Number(facts.rowsKept))}`;
  return `the filter of ${facts.scanned} throws away ${about}${formatCount(Number(facts.rowsDiscarded))} of ${formatCount(read)} rows`;
}

/** The finding in the words of its rule. An index of the expression would spare no partition. */
export function hiddenWords(facts: Facts, remedy: string): Words {
  const cause = hiddenText(facts);
  return {
    message: `${cause}: ${discardedText(facts)}.`,
    cause: `${cause}.`,
    keepsRemedy: facts.rewrite === null ? ['no-partition-pruning'] : false,
    remedy,
  };
}

/** What hides what from which index. */
function hiddenText(facts: Facts): string {
  const column = displayName(String(facts.column));
  const hiddenBy = shortened(String(facts.hiddenBy));
  if (facts.isElement === true && facts.index === null)
    return `What is compared is ${hiddenBy}, and no index serves = ANY (${column})`;
  return facts.index === null
    ? `What is compared is ${hiddenBy}, not ${column} itself, which only an index of just that could serve`
    : `What is compared is ${hiddenBy}, which hides ${column} from ${displayName(String(facts.index))}`;
}

/** The comparison to write, with what must be true for it, and with the index that it then wants. */
export function comparisonToWrite(facts: Facts): string {
  const provided = facts.provided === null ? '' : `, which keeps the same rows only where ${facts.provided}`;
  const create = facts.indexOfColumn === null ? '' : `, with an index: ${facts.indexOfColumn}`;
  return `${provided}: ${facts.rewrite}${create}`;
}

import type { Node } from 'libpg-query';
import { type GroupedCount, impliedName } from './grouped-count.ts';
import { quoteName } from './quote-name.ts';
import type { Write } from './write-expression.ts';

/** Where a grouped count is to read from now. */
export interface NewSource {
  /** From FROM to the end of WHERE. */
  readonly from: string;
  /** What it is grouped by there. */
  readonly keys: readonly Node[];
  /** What stands there for the count, a key or a column that a key decides; null for everything else. */
  readonly instead: (node: Node) => Node | null;
}

/** The count from another source, with its HAVING, ORDER BY and LIMIT; null where one of them cannot be written. */
export async function groupedText(
  { items, having, order, limit, offset }: GroupedCount,
  { from, keys, instead }: NewSource,
  write: Write,
): Promise<string | null> {
  const told = async (node: Node, after = '') => {
    const there = moved(node, instead);
    const text = there === null ? null : await write(there);
    return text === null ? null : `${text}${after}`;
  };
  const labelled = async ({ node, name }: GroupedCount['items'][number]) => {
    const isImplied = impliedName(instead(node) ?? undefined) === name;
    return told(node, isImplied ? '' : ` AS ${await quoteName(name)}`);
  };
  const all = (nodes: readonly Node[]) => Promise.all(nodes.map(node => told(node)));
  const clauses = [
    clause('SELECT', await Promise.all(items.map(labelled))),
    from,
    clause('GROUP BY', await Promise.all(keys.map(write))),
    clause('HAVING', await all(having), ' AND '),
    clause('ORDER BY', await Promise.all(order.map(({ node, direction }) => told(node, direction)))),
    clause('LIMIT', await all(limit === null ? [] : [limit])),
    clause('OFFSET', await all(offset === null ? [] : [offset])),
  ];
  return clauses.includes(null) ? null : clauses.filter(text => text !== '').join(' ');
}

function clause(word: string, texts: readonly (string | null)[], between = ', '): string | null {
  if (texts.length === 0) return '';
  return texts.includes(null) ? null : `${word} ${texts.join(between)}`;
}

/** An expression of what is replaced and of constants; null where anything else stands in it, such as another aggregate. */
function moved(node: Node | undefined, instead: NewSource['instead']): Node | null {
  if (node === undefined) return null;
  const own = instead(node);
  if (own !== null || 'A_Const' in node || 'ParamRef' in node) return own ?? node;
  if ('TypeCast' in node) {
    const arg = moved(node.TypeCast.arg, instead);
    return arg === null ? null : { TypeCast: { ...node.TypeCast, arg } };
  }
  if (!('A_Expr' in node)) return null;
  const [lexpr, rexpr] = [moved(node.A_Expr.lexpr, instead), moved(node.A_Expr.rexpr, instead)];
  return lexpr === null || rexpr === null ? null : { A_Expr: { ...node.A_Expr, lexpr, rexpr } };
}

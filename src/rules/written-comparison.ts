import type { A_Expr, Node } from 'libpg-query';
import type { HiddenColumn } from './hidden-columns.ts';
import { type Level, nodesOfLevel, queryLevels, sourceOf } from './query-levels.ts';
import type { Scene } from './rule.ts';
import { swapped } from './scan-comparisons.ts';
import { columnName, constantOf, lastName, locationOf, nodesIn, shapeOf } from './sql-nodes.ts';

/** A comparison as it stands in the text of the query. */
export interface WrittenComparison {
  /** Offset in characters. */
  readonly at: number | null;
  /** What is compared, as if it stood on the left side. */
  readonly expression: Node;
  /** The column in it. */
  readonly column: Node;
  /** Whether it is the elements of an array that are compared. */
  readonly isElement: boolean;
  /** Two of them where it is a BETWEEN. */
  readonly bounds: readonly { readonly operator: string; readonly value: Node }[];
}

/**
 * Where the query says what a plan's filter checks: a comparison of the same shape, of the same column. null where the text
 * holds none, as of a condition that comes with a view.
 */
export function writtenComparison(scene: Scene, hidden: HiddenColumn): WrittenComparison | null {
  const { statement, catalogue } = scene;
  if (statement === null) return null;
  const exact = shapeOf(hidden.expression);
  // EXPLAIN prints the cast of a date that nobody wrote.
  const shapes = [exact, exact.replaceAll('::timestamptz', ''), JSON.stringify(hidden.column.name)];
  const found = queryLevels(statement).flatMap(level =>
    nodesOfLevel(level).flatMap(node => {
      const written = 'A_Expr' in node ? readComparison(node.A_Expr) : null;
      if (written === null) return [];
      const shape = shapes.indexOf(shapeOf(written.expression));
      const own = written.bounds.find(({ operator }) => operator === hidden.operator);
      // A bare column is what an implied cast is written as.
      const isBare = 'ColumnRef' in written.expression && !hidden.isElement;
      if (shape < 0 || (hidden.by === 'function' && isBare) || own === undefined) return [];
      if (written.isElement !== hidden.isElement) return [];
      const at = statement.offsetOf(locationOf(node));
      const isSame = valueIn(scene, own.value) === constantOf(hidden.value);
      return [{ ...written, at, shape, isSame, isOwn: isOf(written.column, level) }];
    }),
  );
  // `'a' = ANY (tags) AND 'b' = ANY (tags)` is told apart by the values.
  const [best = null] = found.toSorted(
    (a, b) => Number(b.isOwn) - Number(a.isOwn) || a.shape - b.shape || Number(b.isSame) - Number(a.isSame),
  );
  return best;

  function isOf(column: Node, level: Level): boolean {
    const source = 'ColumnRef' in column ? sourceOf(column.ColumnRef, level, catalogue) : null;
    return source?.name === hidden.scan.alias;
  }
}

/** The text of a constant, or of the case's value of a parameter. */
function valueIn({ comparison, side }: Scene, node: Node): string | null {
  const inner = 'TypeCast' in node ? node.TypeCast.arg : node;
  if (inner === undefined || !('ParamRef' in inner)) return constantOf(node);
  const { case: own, before } = comparison.result;
  const { values } = side === 'base' && before ? before : own;
  return values[(inner.ParamRef.number ?? 0) - 1] ?? null;
}

function readComparison({ kind, name, lexpr, rexpr }: A_Expr): Omit<WrittenComparison, 'at'> | null {
  if (lexpr === undefined || rexpr === undefined) return null;
  const operator = lastName(name);
  const column = columnIn(lexpr);
  if (kind === 'AEXPR_BETWEEN' && 'List' in rexpr && column !== null) {
    const [low, high] = rexpr.List.items ?? [];
    if (low === undefined || high === undefined) return null;
    const bounds = [
      { operator: '>=', value: low },
      { operator: '<=', value: high },
    ];
    return { expression: lexpr, column, isElement: false, bounds };
  }
  if (kind !== 'AEXPR_OP' && kind !== 'AEXPR_IN' && kind !== 'AEXPR_OP_ANY' && kind !== 'AEXPR_LIKE')
    return null;
  if (column !== null)
    return { expression: lexpr, column, isElement: false, bounds: [{ operator, value: rexpr }] };
  const other = columnIn(rexpr);
  const flipped = swapped[operator];
  if (other === null || flipped === undefined) return null;
  const isElement = kind === 'AEXPR_OP_ANY';
  return { expression: rexpr, column: other, isElement, bounds: [{ operator: flipped, value: lexpr }] };
}

/** The one column of an expression. */
function columnIn(node: Node): Node | null {
  const columns = [...nodesIn(node)].filter(
    inner => 'ColumnRef' in inner && columnName(inner.ColumnRef) !== null,
  );
  return columns.length === 1 ? (columns[0] ?? null) : null;
}

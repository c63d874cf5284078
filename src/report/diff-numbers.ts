import { type PlanNode, touched } from '../plan/index.ts';

/**
 * What a node did, behind its name: `(rows=50 buffers=168)`, and where the sides differ `(rows=50 → 4,450 …)`. Rows are
 * per loop, buffers those of the node and its children in all loops. Times are left out: they differ from run to run.
 */
export function diffNumbers(base: PlanNode | null, head: PlanNode | null): string {
  const [before, after] = [base, head].map(node => (node === null ? null : numbersOf(node)));
  if (before == null || after == null) return `(${written(before ?? after ?? [])})`;
  const isSameKind =
    before.length === after.length && before.every(({ name }, at) => name === after[at]?.name);
  if (!isSameKind) return `(${arrow(written(before), written(after))})`;
  const merged = written(
    after.map(({ name, value }, at) => ({ name, value: arrow(before[at]?.value ?? '', value) })),
    hides(before) && hides(after),
  );
  return `(${merged})`;
}

interface Figure {
  readonly name: string;
  readonly value: string;
}

function numbersOf({ actual, planRows, buffers }: PlanNode): readonly Figure[] {
  if (actual === null) return [{ name: 'estimated rows', value: grouped(planRows) }];
  if (actual.loops === 0) return [{ name: 'never executed', value: '' }];
  const blocks = buffers === null ? [] : [{ name: 'buffers', value: grouped(touched(buffers)) }];
  return [
    { name: 'rows', value: grouped(actual.rows) },
    { name: 'loops', value: grouped(actual.loops) },
    ...blocks,
  ];
}

/** One loop is what one expects, and says nothing. */
function hides(figures: readonly Figure[]): boolean {
  return figures.some(({ name, value }) => name === 'loops' && value === '1');
}

function written(figures: readonly Figure[], hidesLoops = hides(figures)): string {
  const shown = figures.filter(({ name }) => name !== 'loops' || !hidesLoops);
  return shown.map(({ name, value }) => (value === '' ? name : `${name}=${value}`)).join(' ');
}

function arrow(from: string, to: string): string {
  return from === to ? to : `${from} → ${to}`;
}

/** `4,450`, and `0.75` for an average per loop. */
export function grouped(value: number | string): string {
  const [whole = '', ...decimals] = String(value).split('.');
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ','), ...decimals].join('.');
}

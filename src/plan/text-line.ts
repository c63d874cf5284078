import { PlangateError } from '../errors.ts';
import type { PlanLine } from './plan-lines.ts';

/** `Label: value`, or `Label:` alone. */
export function labelled(
  line: PlanLine,
  column: number,
  text: string,
): readonly [label: string, value: string] {
  const found = /^([^:]{1,80}):(?: +(.*))?$/s.exec(text);
  if (found === null)
    throw unexpectedLine(line, column, 'a line such as "Filter: (a = 1)", or a node behind ->');
  return [found[1] ?? '', found[2] ?? ''];
}

/** `1.234 ms`, in ms. */
export function milliseconds(line: PlanLine, column: number, value: string): number {
  const found = /^(\d+(?:\.\d+)?) ms$/.exec(value);
  if (found === null) throw unexpectedLine(line, column, 'a time such as 1.234 ms');
  return Number(found[1]);
}

/** Says that what stands at `column` (from 0) of a line is not what EXPLAIN prints there. */
export function unexpectedLine(line: PlanLine, column: number, expected: string): PlangateError {
  const found = [...line.text.slice(column, column + 200).trim()];
  const shown = found.length > 60 ? `${found.slice(0, 57).join('')}…` : found.join('');
  return new PlangateError({
    kind: 'query',
    place: `EXPLAIN output:${line.number}:${column + line.shift + 1}`,
    problem: `Found ${shown === '' ? 'nothing' : JSON.stringify(shown)}, expected ${expected}.`,
    remedy: 'Give all that EXPLAIN of PostgreSQL 14 to 18 printed, unchanged.',
  });
}

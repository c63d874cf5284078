import { parsePlan } from './parse-plan.ts';
import { type PlanLine, planLines } from './plan-lines.ts';
import { unexpectedLine } from './text-line.ts';
import { numbered } from './text-numbers.ts';
import { TextReader } from './text-reader.ts';
import type { Plan } from './types.ts';

/**
 * Reads what EXPLAIN of PostgreSQL 14–18 prints as text, with what psql draws around it, into what its JSON would have
 * been read into. The text says less: zeros are filled in where other lines show that they were counted, and where a
 * function and its alias bear one name, or there is none but an alias, the name is taken for the function's.
 * Linear in its size, and safe for any depth. Throws a PlangateError (query) that names line and column.
 */
export function parseTextPlan(text: string): Plan {
  const lines = planLines(text);
  const reader = new TextReader();
  for (const line of lines.slice(rootLine(lines))) reader.read(line);
  return parsePlan(reader.finish());
}

/** What a plan without any numbers, EXPLAIN (COSTS OFF), may begin with. */
const bareNode =
  /^\s*(?:(?:Parallel )?(?:\w+ )*Scan\b|(?:Nested Loop|Hash|Merge)(?: \w+)* Join$|Nested Loop$|(?:Incremental )?Sort$|(?:\w+ )?\w*Aggregate$|(?:Merge )?Append$|(?:Limit|Result|Unique|WindowAgg|Group|LockRows|ProjectSet|Materialize|Recursive Union|Gather|Gather Merge)$|(?:Insert|Update|Delete|Merge) on |(?:Hash)?SetOp )/;

/** What was typed before the plan, or logged with it, is passed over; a plan without numbers has to come first. */
function rootLine(lines: readonly PlanLine[]): number {
  const at = lines.findIndex(({ text }) => numbered.test(text));
  if (at >= 0) return at;
  const first = lines[0] ?? { number: 1, shift: 0, text: '' };
  if (bareNode.test(first.text)) return 0;
  const indentation = first.text.length - first.text.trimStart().length;
  throw unexpectedLine(first, indentation, 'a plan, as EXPLAIN prints it in its text or JSON format');
}

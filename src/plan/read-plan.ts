import { PlangateError } from '../errors.ts';
import { isRawObject } from './field-reader.ts';
import { jsonFault } from './json-fault.ts';
import { parsePlan } from './parse-plan.ts';
import { parseTextPlan } from './parse-text-plan.ts';
import { withoutFrame } from './plan-lines.ts';
import type { Plan } from './types.ts';

/**
 * Reads EXPLAIN's output in the JSON or text format, as it comes from a program or as psql shows it. `name` is what a
 * person calls the source. Throws a PlangateError (query) that says where in it something is wrong: line and column,
 * or the field's path in the JSON.
 */
export function readPlan(text: string, name: string): Plan {
  try {
    return isJson(text) ? parsePlan(unwrapped(parseJson(text))) : parseTextPlan(text);
  } catch (error) {
    if (!(error instanceof PlangateError)) throw error;
    const { kind, place, problem, remedy } = error;
    throw new PlangateError({ kind, problem, remedy, place: place.replace(/^EXPLAIN output/, () => name) });
  }
}

/** No node's name begins with a bracket. */
function isJson(text: string): boolean {
  return /^\s*["']?\s*[[{]/.test(withoutFrame(text.slice(0, 10_000)));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const json = withoutFrame(text);
    try {
      return JSON.parse(json);
    } catch (error) {
      throw notJson(json, error);
    }
  }
}

/** A row, or a list of rows, as a client of PostgreSQL gives them: `[{ "QUERY PLAN": … }]`. */
function unwrapped(value: unknown): unknown {
  const row: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return isRawObject(row) && 'QUERY PLAN' in row ? row['QUERY PLAN'] : value;
}

function notJson(json: string, error: unknown): unknown {
  const fault = jsonFault(json);
  if (fault === null) return error;
  const before = json.slice(0, fault.at).split('\n');
  const found = json
    .slice(fault.at, fault.at + 20)
    .split('\n')[0]
    ?.trim();
  return new PlangateError({
    kind: 'query',
    place: `EXPLAIN output:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`,
    problem: `Found ${found ? JSON.stringify(found) : 'the end'}, expected ${fault.expected}.`,
    remedy: 'Give all that EXPLAIN (FORMAT JSON) printed, unchanged; psql -XAt prints nothing else.',
  });
}

import type { PlanLine } from './plan-lines.ts';
import { unexpectedLine } from './text-line.ts';
import { nodeFields } from './text-node.ts';

/** A node, a worker or a section as the JSON format would have it, while it is being read. */
export type Raw = Record<string, unknown>;

/** Something that only a node's line has. */
export const numbered = /\((?:cost=\d|actual (?:time|rows)=\d|never executed\))/;

const cost = /\s+\(cost=(\d+\.\d+)\.\.(\d+\.\d+) rows=(\d+) width=(\d+)\)$/;
const actual = /\s+\(actual(?: time=(\d+\.\d+)\.\.(\d+\.\d+))? rows=(\d+(?:\.\d+)?) loops=(\d+)\)$/;
const never = /\s+\(never executed\)$/;

/** A node's line behind its arrow: what it is, what was expected of it and what it did. */
export function readNode(line: PlanLine, column: number, text: string): Raw {
  const raw: Raw = {};
  let rest = text.trimEnd();
  const did = actual.exec(rest);
  if (did !== null) Object.assign(raw, actualFields(did));
  else if (never.test(rest)) Object.assign(raw, { 'Actual Rows': 0, 'Actual Loops': 0 });
  rest = rest.replace(did === null ? never : actual, '');
  const estimate = cost.exec(rest);
  if (estimate !== null) {
    const [, startup, total, rows, width] = estimate;
    raw['Startup Cost'] = Number(startup);
    raw['Total Cost'] = Number(total);
    raw['Plan Rows'] = Number(rows);
    raw['Plan Width'] = Number(width);
    rest = rest.slice(0, estimate.index);
  }
  // A name may hold anything.
  const names = rest.replace(/"[^"]*"/g, quoted => '_'.repeat(quoted.length));
  const odd = /\((?:cost=|actual |never executed)/.exec(names);
  if (odd !== null)
    throw unexpectedLine(line, column + odd.index, 'numbers as in (cost=0.00..1.00 rows=1 width=4)');
  return { ...nodeFields(rest), ...raw };
}

/** `actual time=0.01..0.02 rows=1 loops=1`, of a worker; null for anything else. */
export function readWorker(text: string): Raw | null {
  const found = actual.exec(` (${text})`);
  return found === null ? null : actualFields(found);
}

function actualFields([, startup, total, rows, loops]: RegExpExecArray): Raw {
  const times =
    startup === undefined
      ? {}
      : { 'Actual Startup Time': Number(startup), 'Actual Total Time': Number(total) };
  return {
    ...times,
    'Actual Rows': Number(rows),
    'Actual Loops': Number(loops),
    // PostgreSQL 18 began to write decimals and, in its JSON, `Disabled` on every node.
    ...(rows?.includes('.') ? { Disabled: false } : {}),
  };
}

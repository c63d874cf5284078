import { faultsOf } from './faults.ts';
import { quoted } from './found.ts';
import type { Fault } from './message.ts';
import { limitsSchema } from './schema.ts';
import type { Budget } from './types.ts';

const remedy = 'Write names and limits, such as latency 10ms, buffers 400.';

/** Reads `latency 10ms, buffers 400`, as it stands in query files: the keys and units of `budgets`. */
export function parseBudget(text: string): { readonly budget: Budget } | Fault {
  const limits: [string, string][] = [];
  for (const part of text.split(',')) {
    const match = /^\s*([A-Za-z][\w-]*)\s+(\S.*?)\s*$/.exec(part);
    if (text.trim() === '') return { problem: 'the budget is missing.', remedy };
    if (match === null) return { problem: `${quoted(part.trim())} is not a budget.`, remedy };
    const [, name = '', limit = ''] = match;
    if (limits.some(([known]) => known === name))
      return { problem: `${name} has two limits.`, remedy: 'Keep one of the two.' };
    limits.push([name, limit]);
  }
  const read = limitsSchema.safeParse(Object.fromEntries(limits));
  if (read.success) return { budget: defined(read.data) };
  const [fault] = faultsOf(read.error.issues);
  if (fault === undefined) throw new Error('zod refused a budget without an issue');
  const name = fault.path.join('.');
  return { problem: `${name}: ${fault.problem}`, remedy: fault.remedy };
}

/** Without the keys whose value is undefined. */
export function defined<T extends object>(values: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof T]: Exclude<T[Key], undefined> };
}

import { defaultTimeLimit } from './defaults.ts';
import { found, quoted } from './found.ts';
import { type GivenOptions, read, usage } from './given-options.ts';
import * as kinds from './kinds.ts';
import { policySides, reportEndings, reportEndingWords } from './option-table.ts';
import { readSource } from './read-source.ts';
import type { Options } from './types.ts';

/** Checks what was given and fills in defaults. Throws a PlangateError (usage). */
export function readOptions(given: GivenOptions): Options {
  const one = (option: string) => given.values.get(option)?.[0] ?? null;
  const reports = given.values.get('report') ?? [];
  for (const [index, file] of reports.entries())
    checkReport(file, reports.slice(0, index), given.place('report'));
  return {
    directory: one('repo') ?? '.',
    base: one('base'),
    head: one('head'),
    config: one('config'),
    source: readSource(given),
    showValues: read(given, 'show-values', kinds.flag, false),
    only: given.values.get('query') ?? [],
    reports,
    quiet: read(given, 'quiet', kinds.flag, false),
    policyFrom: read<Options['policyFrom']>(given, 'policy-from', kinds.choice('a side', policySides), null),
    timeLimit: read(given, 'time-limit', kinds.timeout, defaultTimeLimit),
  };
}

function checkReport(file: string, before: readonly string[], place: string): void {
  if (before.includes(file)) throw usage(place, `${quoted(file)} is given twice.`, 'Leave one out.');
  if (reportEndings.some(ending => file.toLowerCase().endsWith(ending))) return;
  const problem = `${found(file)} has no ending that plangate can write.`;
  throw usage(place, problem, `Let it end with ${reportEndingWords}, such as plangate.md.`);
}

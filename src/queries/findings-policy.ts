import { didYouMean, quoted, ruleIds, schemaRuleIds } from '../config/index.ts';
import type { Annotation } from './annotations.ts';
import { queryError } from './query-error.ts';
import type { Ignore } from './types.ts';

/** Characters of a reason that is shown. */
const longest = 500;

/** What the `plangate-ignore` annotations of a statement accept, each with its reason. */
export function ignoresOf(file: string, annotations: readonly Annotation[]): readonly Ignore[] {
  const ignores: Ignore[] = [];
  for (const { key, set: rule, value: reason, line } of annotations) {
    if (key !== 'plangate-ignore') continue;
    const fault = faultOf(rule, reason, ignores);
    if (fault !== null) throw queryError(file, line, fault.problem, fault.remedy, { part: key });
    ignores.push({ rule, reason, line });
  }
  return ignores;
}

interface Fault {
  readonly problem: string;
  readonly remedy: string;
}

function faultOf(rule: string, reason: string, before: readonly Ignore[]): Fault | null {
  if (rule === '')
    return {
      problem: 'the rule is missing.',
      remedy: 'Write it before the colon, such as -- plangate-ignore sequential-scan: nightly job.',
    };
  if (!ruleIds.some(id => id === rule))
    return {
      problem: `${quoted(rule)} is not a rule.`,
      remedy: `${didYouMean(rule, ruleIds)}Write one rule on each line; plangate rules lists them.`,
    };
  if (schemaRuleIds.some(id => id === rule))
    return {
      problem: `${rule} is about the schema, and sees nothing in a query.`,
      remedy: `Write a waiver with this rule and its relation into plangate.yml, or switch the rule off there.`,
    };
  const known = before.find(ignore => ignore.rule === rule);
  if (known !== undefined)
    return { problem: `${rule} is ignored in line ${known.line} already.`, remedy: 'Keep one of the two.' };
  if (reason === '')
    return {
      problem: `the reason to ignore ${rule} is missing.`,
      remedy: 'Write behind the colon why this is acceptable.',
    };
  return reason.length > longest
    ? { problem: 'the reason is too long.', remedy: `Say it in ${longest} characters.` }
    : null;
}

/** How often the query is called, as its `calls` annotation says it. */
export function callsOf(file: string, annotation: Annotation | null): { readonly number: number } | null {
  if (annotation === null) return null;
  const number = /^\d{1,15}$/.test(annotation.value) ? Number(annotation.value) : null;
  if (number !== null) return { number };
  throw queryError(
    file,
    annotation.line,
    `${quoted(annotation.value)} is not a number of calls.`,
    'Write a whole number, such as 12000.',
    { part: 'calls' },
  );
}

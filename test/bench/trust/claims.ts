import { type Plan, parsePlan, shape, walk } from '../../../src/plan/index.ts';
import type { Report } from '../../../src/report/index.ts';
import type { Files } from '../../support/run-check.ts';
import { isCopy, type Workload } from './workloads.ts';

type CaseReport = Report['cases'][number];

/** The plans of each query on one side, one for each parameter set. */
type Plans = ReadonlyMap<string, readonly Plan[]>;

/** What the plans of a workload lack of what it is there for; each a sentence, none when all is well. */
type Claim = (plans: Plans, files: Files) => readonly string[];

/** By the workload's name. */
export const claims: Readonly<Record<string, Claim>> = {
  joins: plans =>
    [...plans]
      .filter(([, own]) => !own.some(plan => walk(plan).some(({ type }) => gathers.includes(type))))
      .map(([query]) => `${query} has no Gather, so nothing of it runs in parallel.`),
  documents: (plans, files) => {
    const nodes = [...plans.values()].flat().flatMap(plan => walk(plan));
    const used = nodes.filter(({ type }) => type === 'Bitmap Index Scan').map(({ index }) => index);
    const names = ginIndexes(files);
    if (names.length === 0) return ['no migration makes a GIN index.'];
    return names
      .filter(name => !used.includes(name))
      .map(name => `no Bitmap Index Scan reads the GIN index ${name}.`);
  },
  'tipping-points': plans =>
    [...plans]
      .filter(([, own]) => new Set(own.map(shape)).size < 2)
      .map(([query]) => `${query} has the same plan for all of its parameters, so it tips nowhere.`),
};

const gathers = ['Gather', 'Gather Merge'];

function ginIndexes(files: Files): readonly string[] {
  const migrations = Object.entries(files).filter(([path]) => path.startsWith('db/migrations/'));
  return migrations.flatMap(([, text]) =>
    [...text.matchAll(/create index (\w+) on \w+ using gin\b/g)].map(([, name = '']) => name),
  );
}

/** Whether a workload is what its name says, on both sides, looking once at each query. Sentences when it is not. */
export function notAsNamed({ name, files }: Workload, cases: readonly CaseReport[]): readonly string[] {
  const claim = claims[name];
  if (claim === undefined) return [];
  const originals = cases.filter(({ query }) => !isCopy(query));
  const sentences = (['base', 'head'] as const).flatMap(side => claim(plansOf(originals, side), files));
  return [...new Set(sentences)].map(sentence => `${name}: ${sentence}`);
}

/** Of what was measured. */
function plansOf(cases: readonly CaseReport[], side: 'base' | 'head'): Plans {
  const plans = new Map<string, Plan[]>();
  for (const { query, [side]: own } of cases) {
    if (own === null) continue;
    plans.set(query, [...(plans.get(query) ?? []), parsePlan(JSON.parse(own.explain))]);
  }
  return plans;
}

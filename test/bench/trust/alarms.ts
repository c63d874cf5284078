import type { Report } from '../../../src/report/index.ts';
import type { Files } from '../../support/run-check.ts';
import type { Check } from './check.ts';
import { notAsNamed } from './claims.ts';
import type { Journal } from './journal.ts';
import { startLoad } from './load.ts';
import type { TrustOptions } from './options.ts';
import { readWorkloads, repeated, type Workload } from './workloads.ts';

type CaseReport = Report['cases'][number];

/** `cloned`: base was built and cloned. `built`: both sides were built, each from its own files. */
export type Way = 'cloned' | 'built';

/** How many comparisons of identical sides ended how, for one workload, way and load. */
export interface AlarmCount {
  readonly workload: string;
  readonly way: Way;
  readonly load: boolean;
  /** Of which both sides were measured. */
  comparisons: number;
  /** With a side that was not. Results from before these were told apart have none. */
  unmeasured?: number;
  failed: number;
  warned: number;
  /** Latency that the samples could not tell. Nothing is claimed of it. */
  unstable: number;
  /** What its plans lack of what the workload is there for, as `notAsNamed` says it. Older results have none. */
  lacks?: readonly string[];
}

/** Compares identical sides. Whatever fails is a false alarm. */
export async function countAlarms(
  check: Check,
  options: TrustOptions,
  journal: Journal,
): Promise<readonly AlarmCount[]> {
  const workloads = (await readWorkloads()).filter(({ name }) => options.match.test(name));
  const counts: Counting[] = [];
  for (const load of options.loads) {
    await using _ = load ? startLoad() : null;
    for (let round = 1; round <= options.rounds; round++) {
      for (const workload of workloads) {
        for (const way of ['cloned', 'built'] as const) {
          const count = countOf(counts, workload.name, way, load);
          const base = repeated(workload.files, options.copies);
          const report = await check(base, sameAgain(base, way));
          if ((report.build?.way === 'both') !== (way === 'built'))
            throw new Error(`${workload.name}: the sides were not ${way} but ${report.build?.way}`);
          for (const case_ of report.cases) await add(case_, { workload, round, count, journal });
          const lacks = notAsNamed(workload, report.cases);
          count.lacks = [...new Set([...count.lacks, ...lacks])];
          const found = [
            ...(count.failed === 0 ? [] : [`, ${count.failed} FALSE ALARMS`]),
            ...(count.unmeasured === 0 ? [] : [`, ${count.unmeasured} NOT MEASURED`]),
            ...(lacks.length === 0 ? [] : [', NOT WHAT IT IS THERE FOR']),
          ].join('');
          journal.say(
            `alarms, round ${round}: ${workload.name}, ${way}${load ? ', load' : ''}: ${report.cases.length} comparisons in ${(report.duration / 1000).toFixed(1)} s${found}`,
          );
        }
      }
    }
  }
  return counts;
}

type Counting = AlarmCount & { unmeasured: number; lacks: readonly string[] };

function countOf(counts: Counting[], workload: string, way: Way, load: boolean): Counting {
  const known = counts.find(each => each.workload === workload && each.way === way && each.load === load);
  if (known !== undefined) return known;
  const none = { comparisons: 0, unmeasured: 0, failed: 0, warned: 0, unstable: 0, lacks: [] };
  const count = { workload, way, load, ...none };
  counts.push(count);
  return count;
}

/** A head that differs in nothing that matters; a comment in the seed makes plangate build both sides. */
export function sameAgain(base: Files, way: Way): Files {
  const commented = Object.fromEntries(
    Object.entries(base).map(([path, text]) => {
      const isTouched = path.startsWith('db/queries/') || (way === 'built' && path === 'db/seed.sql');
      return [path, isTouched ? `${text}\n-- Nothing else.\n` : text];
    }),
  );
  return { ...commented, 'README.md': 'A few more words.\n' };
}

async function add(
  case_: CaseReport,
  where: {
    readonly workload: Workload;
    readonly round: number;
    readonly count: Counting;
    readonly journal: Journal;
  },
): Promise<void> {
  const { count } = where;
  const what = addTo(count, case_);
  if (what === null) return;
  const { workload, way, load } = count;
  await where.journal.note({ what, ...{ workload, way, load, round: where.round }, ...outlineOf(case_) });
}

/** Gives what needs a look, in a few words; null when it was quiet. */
function addTo(count: Counting, case_: CaseReport): string | null {
  if (!isMeasured(case_)) {
    count.unmeasured++;
    return 'identical sides, not both measured';
  }
  count.comparisons++;
  if (case_.change?.answer === 'unstable') count.unstable++;
  if (case_.outcome === 'pass') return null;
  if (case_.outcome === 'fail') {
    count.failed++;
    return 'false alarm';
  }
  count.warned++;
  return 'warning on identical sides';
}

/** Whether it compares anything: what has a side that was not measured is no quiet comparison, whatever its outcome. */
export function isMeasured({ base, head }: CaseReport): boolean {
  return base !== null && head !== null;
}

/** What one needs to see of a case to understand its judgement. */
export function outlineOf(case_: CaseReport): Readonly<Record<string, unknown>> {
  const { query, parameters, status, direction, outcome, change, planChanges, base, head, failures } = case_;
  const side = (own: CaseReport['base']) => own && { work: own.work, latency: own.latency, plan: own.plan };
  return {
    query,
    parameters,
    status,
    direction,
    outcome,
    change,
    failures,
    planChanges: planChanges.map(({ text }) => text),
    base: side(base),
    head: side(head),
  };
}

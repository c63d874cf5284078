import { PlangateError } from '../errors.ts';
import type { CasePair } from '../measurement/index.ts';
import { readBoth, type SideInput, type Sides, type StepFiles } from '../migrations/index.ts';
import { DatabaseError } from '../postgres/index.ts';
import type { Progress } from '../progress.ts';
import type { RegisteredQuery } from '../queries/index.ts';
import type { CaseVerdict } from '../verdict/index.ts';
import type { Side } from '../workspace/index.ts';
import { blame } from './blame.ts';
import { coldReads } from './cold-reads.ts';
import { findInDatabase } from './find-in-database.ts';
import { findInSettings } from './find-in-settings.ts';
import { growth, metricOf } from './metric.ts';
import { probe } from './probe.ts';
import { NoTrial } from './trials.ts';
import type { ChangedSetting, ColdReads, Culprit, Culprits, Suspect, TrialPolicy } from './types.ts';
import type { Walker } from './walk-files.ts';
import { type Cause, causedBy, queryCulprit, sharedCulprit, unknownCulprit } from './words.ts';

export interface CulpritRequest {
  /** Those that pass are not looked into. */
  readonly cases: readonly CaseVerdict[];
  readonly pairs: readonly CasePair[];
  /** Without any session. */
  readonly sides: Sides;
  /** In which base's sessions differ from what its server was started with. */
  readonly settings: readonly ChangedSetting[];
  readonly inputs: Readonly<Record<Side, SideInput>>;
  readonly policy: TrialPolicy;
}

export interface CulpritLimits {
  /** ms for all of them together. */
  readonly time: number;
  /** The worst so many. */
  readonly cases: number;
  /** Bytes of base's database, beyond which copying it would take all the time. */
  readonly size: number;
}

const usualLimits: CulpritLimits = { time: 12_000, cases: 10, size: 2 * 1024 ** 3 };

/** The part of the time that may go into cold reads. */
const coldShare = 0.5;

interface Found {
  readonly culprits: Map<Suspect, Culprit>;
  /** Those whose file is known, and its statements not tried to the end. */
  readonly untried: Set<Suspect>;
}
type Built = Sides & { readonly base: NonNullable<Sides['base']> };

/**
 * Finds for each case that got worse what moved it, and for each mixed one what a cold cache must read. What is not found
 * in time is null, and a warning says so; a lack of time or room never ends the run.
 */
export async function findCulprits(
  request: CulpritRequest,
  progress: Progress,
  signal: AbortSignal,
  limits: CulpritLimits = usualLimits,
): Promise<Culprits> {
  const { sides } = request;
  const all = suspectsOf(request);
  if (all.length === 0 || sides.base === null || signal.aborted) return { cases: [], warnings: [] };
  const suspects = all.slice(0, limits.cases);
  const found: Found = { culprits: new Map(), untried: new Set() };
  const cold = new Map<Suspect, ColdReads>();
  const warnings: string[] = [];
  const step = progress.step(
    `Looking for what moved ${suspects.length} case${suspects.length === 1 ? '' : 's'}`,
  );
  const work = async (time: number, what: (within: AbortSignal) => Promise<void>) => {
    const within = AbortSignal.any([signal, AbortSignal.timeout(Math.max(1, Math.round(time)))]);
    return hindrance(what, within, `the ${formatSeconds(limits.time)} for it were over`);
  };
  const built = { ...sides, base: sides.base };
  const began = performance.now();
  const tooLarge = await sizeProblem(built, limits.size);
  const coldWhy =
    tooLarge ??
    (await work(limits.time * coldShare, within => readCold(suspects, cold, built, request, within)));
  const why = await work(limits.time - (performance.now() - began), within =>
    accuse(suspects, found, built, request, tooLarge, within),
  );
  step.done(`${found.culprits.size} found`);
  const missing = all.filter(suspect => !found.culprits.has(suspect));
  if (missing.length > 0)
    warnings.push(
      `What caused the regression of ${namesOf(missing)} was not found: ${why ?? onlyWorst(limits)}.`,
    );
  if (found.untried.size > 0 && why !== null)
    warnings.push(
      `Of the regression of ${namesOf([...found.untried])} the file that caused it was found, and the search for its statement did not end: ${why}.`,
    );
  const untold = all.filter(suspect => isMixed(suspect) && !cold.has(suspect));
  if (untold.length > 0) {
    const reason = sides.servers === null ? onlyFound : (coldWhy ?? onlyWorst(limits));
    warnings.push(`What a cold cache would have to read for ${namesOf(untold)} was not tried: ${reason}.`);
  }
  return {
    cases: all.map(suspect => ({
      query: suspect.comparison.result.case.query.name,
      parameters: suspect.comparison.result.case.parameters,
      culprit: found.culprits.get(suspect) ?? null,
      cold: cold.get(suspect) ?? null,
    })),
    warnings,
  };
}

/** The worst first. */
function suspectsOf({ cases, pairs, policy }: CulpritRequest): readonly Suspect[] {
  const suspects = cases.flatMap(({ comparison, outcome }) => {
    const pair = pairs.find(({ head }) => head === comparison.result.case);
    const metric = metricOf(comparison, policy.statementTimeout);
    return outcome === 'pass' || pair === undefined || metric === null ? [] : [{ comparison, pair, metric }];
  });
  return suspects.toSorted((a, b) => compareNumbers(growth(b.metric), growth(a.metric)));
}

/** Infinities are equal. */
function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** Why the work could not be ended; null when it was. What is no fault of the databases is thrown. */
async function hindrance(
  work: (within: AbortSignal) => Promise<void>,
  within: AbortSignal,
  timeIsUp: string,
): Promise<string | null> {
  try {
    await work(within);
    return null;
  } catch (error) {
    if (within.aborted) return timeIsUp;
    if (error instanceof PlangateError) return `${error.place}: ${error.problem.replace(/\.$/, '')}`;
    if (error instanceof DatabaseError || error instanceof NoTrial) return error.message;
    throw error;
  }
}

async function sizeProblem({ base, servers }: Built, limit: number): Promise<string | null> {
  if (servers === null) return null;
  await using session = await base.connect({ applicationName: 'plangate size' });
  const [row] = await session.query<{ size: number }>(
    'select pg_database_size(current_database())::float8 as size',
  );
  const size = row?.size ?? 0;
  return size <= limit
    ? null
    : `copies of a database of ${(size / 1024 ** 3).toFixed(1)} GB would take too long`;
}

async function readCold(
  suspects: readonly Suspect[],
  cold: Map<Suspect, ColdReads>,
  sides: Built,
  { settings, policy }: CulpritRequest,
  within: AbortSignal,
): Promise<void> {
  if (sides.servers === null) return;
  for (const suspect of suspects.filter(isMixed)) {
    const reads = await coldReads(suspect.pair, sides, sides.servers, settings, policy, within);
    if (reads !== null) cold.set(suspect, reads);
  }
}

function isMixed({ comparison }: Suspect): boolean {
  return comparison.status === 'mixed';
}

/** First text against database, then what of the database. */
async function accuse(
  suspects: readonly Suspect[],
  { culprits, untried }: Found,
  sides: Built,
  { inputs, policy, settings }: CulpritRequest,
  tooLarge: string | null,
  within: AbortSignal,
): Promise<void> {
  const files = sides.servers === null ? null : await readBoth(inputs);
  const sameFiles = files !== null && isSame(files.base, files.head);
  const isOnlyText = sameFiles && settings.length === 0;
  const walkers = new Map<Walker, Whose>();
  const tell = (walker: Walker, whose: Whose, cause: Cause | string) =>
    culprits.set(walker.suspect, culpritWith(walker.suspect.comparison.result.case.query, whose, cause));
  for (const suspect of suspects) {
    const { base, head } = suspect.pair;
    if (base === null || head === null) continue;
    const whose = !suspect.comparison.result.textChanged
      ? 'database'
      : isOnlyText
        ? 'text'
        : blame(
            await probe(sides.base, head, suspect.metric, policy, within),
            await probe(sides.head, base, suspect.metric, policy, within),
          );
    if (whose === 'text') {
      culprits.set(suspect, queryCulprit(head.query));
      continue;
    }
    const walker = { suspect, case_: whose === 'together' ? head : base };
    const inSettings = await findInSettings(walker, settings, sides, policy, within);
    if (inSettings !== null) tell(walker, whose, inSettings);
    else if (sameFiles) tell(walker, whose, settings.length === 0 ? nothingDiffers : notBySettings);
    else walkers.set(walker, whose);
  }
  if (walkers.size === 0) return;
  await findInDatabase([...walkers.keys()], files, sides, policy, tooLarge, within, (walker, cause, as) => {
    const { suspect } = walker;
    if (as === 'file') untried.add(suspect);
    else untried.delete(suspect);
    tell(walker, walkers.get(walker) ?? 'database', cause);
  });
}

/** What a case is blamed on, where it is not its text alone. */
type Whose = 'database' | 'together' | 'either';

function culpritWith(query: RegisteredQuery, whose: Whose, cause: Cause | string): Culprit {
  if (whose !== 'database')
    return sharedCulprit(query, typeof cause === 'string' ? null : cause, whose === 'either');
  return typeof cause === 'string' ? unknownCulprit(cause) : causedBy(cause);
}

const nothingDiffers =
  'the text of the query, the migrations and the seed are the same on both sides: something else moved it';

const notBySettings =
  'the text of the query, the migrations and the seed are the same on both sides, and the changed settings did not do it on base';

function isSame(base: StepFiles, head: StepFiles): boolean {
  const texts = ({ migrations, seed }: StepFiles) =>
    migrations === null || seed === null
      ? null
      : JSON.stringify([migrations, seed].map(step => step.map(({ text }) => text)));
  const before = texts(base);
  return before !== null && before === texts(head);
}

function namesOf(suspects: readonly Suspect[]): string {
  const names = [...new Set(suspects.map(({ comparison }) => comparison.result.case.query.name))];
  const more = names.length > 5 ? [`${names.length - 5} more`] : [];
  return [...names.slice(0, 5), ...more].join(', ');
}

const onlyFound = 'databases that are there already are not copied';

function onlyWorst({ cases }: CulpritLimits): string {
  return `only the ${cases} worst are looked into`;
}

function formatSeconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toFixed(1))} s`;
}

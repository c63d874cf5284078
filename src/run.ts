import { withOwnSettings } from './changed-settings.ts';
import { nothingChanged, type Options, readConfig } from './config/index.ts';
import { findCulprits } from './culprit/index.ts';
import { PlangateError } from './errors.ts';
import { callsOfNothing, policyOfNothing } from './likely-slips.ts';
import {
  checkResults,
  pairCases,
  resolveParameters,
  uncomparedResults,
  uncountedWrites,
} from './measurement/index.ts';
import type { Sides } from './migrations/index.ts';
import { policyInForce } from './policy-in-force.ts';
import {
  type Database,
  plannerSettings,
  readCatalogue,
  readPartitions,
  type Session,
  stopAllServers,
  takeSettings,
} from './postgres/index.ts';
import type { Progress } from './progress.ts';
import { type RegisteredQuery, readQueries, withCalls } from './queries/index.ts';
import { reach, sidesOf } from './reach.ts';
import { readBaseConfig, readBaseQueries } from './read-base.ts';
import { buildReport, errorReport, type Report, type ReportInput, skippedReport } from './report/index.ts';
import { findFindings } from './rules/index.ts';
import { scriptsFor } from './scripts-for.ts';
import { SideCopier } from './side-copier.ts';
import { Stopwatch } from './stopwatch.ts';
import { translateError } from './translate-error.ts';
import { tryIndexes } from './try-indexes.ts';
import { judge } from './verdict/index.ts';
import { version } from './version.ts';
import { weigh } from './weigh.ts';
import { openWorkspace, type RepositoryEvent, type Side, type Tree } from './workspace/index.ts';

/** One run of plangate, with the world it may touch. */
export interface RunRequest {
  readonly options: Options;
  /** The GitHub event that started it, or null. */
  readonly event: RepositoryEvent | null;
  /** For fetching what a shallow clone lacks. Secret. */
  readonly token: string | null;
  /** Whether a pull request or merge group that changes nothing that is measured ends at once. */
  readonly skipUnchanged: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly progress: Progress;
  /** Decides which waivers have expired. */
  readonly today: Date;
  /** Ends the run early; its reason says why. */
  readonly signal: AbortSignal;
}

export interface RunResult {
  readonly report: Report;
  /** What kept plangate from doing its job; null when it was done. */
  readonly error: unknown;
}

/**
 * The conductor: the only file that knows the order of the rooms. It never throws: what goes wrong becomes a report
 * with the verdict `error` that holds whatever was known by then.
 */
export async function run(request: RunRequest): Promise<RunResult> {
  const started = performance.now();
  const stopwatch = new Stopwatch();
  const known: Known = { warnings: [] };
  const deadline = timeLimit(request.options.timeLimit);
  const signal = AbortSignal.any([request.signal, deadline.signal]);
  try {
    const found = await check(request, known, stopwatch, signal);
    const duration = performance.now() - started;
    const report =
      'skipped' in found
        ? skippedReport(found.skipped, { ...known, version, duration, spent: stopwatch.spent })
        : buildReport({ ...found, duration, spent: stopwatch.spent });
    return { report, error: null };
  } catch (error) {
    // A query cancelled by the limit fails with its own words; the limit is what the user needs to read.
    const { error: told, warnings } = translateError(error);
    const cause = signal.aborted ? signal.reason : told;
    known.warnings.push(...warnings);
    const duration = performance.now() - started;
    const report = errorReport(cause, { ...known, version, duration, spent: stopwatch.spent });
    return { report, error: cause };
  } finally {
    deadline[Symbol.dispose]();
  }
}

/** What a report can say before everything is known. */
type Known = { -readonly [Key in keyof ReportInput]?: ReportInput[Key] } & { warnings: string[] };

async function check(
  request: RunRequest,
  known: Known,
  stopwatch: Stopwatch,
  signal: AbortSignal,
): Promise<Omit<ReportInput, 'duration' | 'spent'> | { readonly skipped: string }> {
  const { options, progress } = request;
  await using workspace = await stopwatch.during('repository', () =>
    openWorkspace(
      {
        directory: options.directory,
        base: options.base,
        head: options.head,
        event: request.event,
        token: request.token,
        environment: request.environment,
        signal,
      },
      progress,
    ),
  );
  known.workspace = workspace;
  progress.info(`base ${revision(workspace.base)} (${workspace.why}), head ${revision(workspace.head)}`);
  signal.throwIfAborted();

  const mustBuild = options.source.kind === 'engine';
  const head = await readConfig(workspace.head, options.config, mustBuild);
  const base = await readBaseConfig(workspace.base, options.config, head, known.warnings);
  const unchanged = judgesChange(request)
    ? nothingChanged({ tree: workspace.base, ...base }, { tree: workspace.head, ...head })
    : null;
  // Databases that are there already change by themselves; whether these are is known when they are reached.
  if (unchanged !== null && mustBuild) return { skipped: unchanged };
  const registered = {
    head: await readQueries(workspace.head, head.sources.queries),
    base: await readBaseQueries(workspace.base, base.sources.queries, known.warnings),
  };
  const inForce = await policyInForce({
    trees: workspace,
    file: options.config,
    wanted: options.policyFrom,
    head: head.policy,
    queries: registered,
  });
  known.gate = inForce.told;
  known.warnings.push(...policyOfNothing(inForce, [...registered.head, ...registered.base]));
  const queries = {
    head: await withCalls(only(inForce.queries, options.only), head.calls ?? []),
    base: await withCalls(only(registered.base, options.only), head.calls ?? []),
  };
  known.warnings.push(...callsOfNothing(head, queries.head));
  if (queries.head.length + queries.base.length === 0) throw nothingToMeasure(options.only);

  await using reached = await stopwatch.during('server', () =>
    unlessAborted(signal, () =>
      reach(
        {
          source: options.source,
          postgres: head.policy.postgres,
          environment: request.environment,
          directory: workspace.repository,
        },
        progress,
      ),
    ),
  );
  if (unchanged !== null && reached.kind === 'server') return { skipped: unchanged };
  known.server = reached.instance;
  known.warnings.push(...reached.instance.warnings);
  const { image } = head.policy.postgres;
  if (image !== null && reached.instance.engine === 'url')
    known.warnings.push(`The image ${image} (postgres.image) is not used where the server is there already.`);
  const { settingsFrom } = head.policy.postgres;
  if (settingsFrom !== null) {
    const { summary, warnings } = takeSettings(settingsFrom, reached.instance.version.major);
    progress.info(summary);
    known.warnings.push(...warnings);
  }
  const isAlone = reached.kind === 'head';
  if (isAlone) known.workspace = { base: null, head: workspace.head, why: '' };
  const inputs = {
    base: { tree: workspace.base, sources: base.sources },
    head: { tree: workspace.head, sources: head.sources },
  };
  await using built = await stopwatch.during('databases', () =>
    sidesOf(reached, inputs, head.policy, progress, signal, request.environment),
  );
  known.build = built;
  const { sides, ...settings } = await withOwnSettings(built, inForce.written);
  known.warnings.push(...built.warnings, ...settings.warnings);
  known.planner = await plannerSettings(sides, head.policy.role);

  const { showValues } = options;
  // Without a base database nothing is compared, so what base registers does not matter.
  const before = isAlone ? [] : queries.base;
  const resolved = await resolveParameters(before, queries.head, sides, showValues);
  const pairs = pairCases(before, queries.head, resolved);
  const today = isoDate(request.today);
  const copier = new SideCopier(sides, settings.changes);
  const weighed = await weigh(
    pairs,
    { ...sides, copier },
    { ...inForce.policy, showValues },
    today,
    progress,
    stopwatch,
    signal,
  );
  if (request.signal.aborted) throw request.signal.reason;
  const { noise, policy } = weighed;
  const results = await checkResults(
    pairs,
    weighed.results,
    sides,
    { ...policy, showValues },
    progress,
    signal,
  );
  known.warnings.push(...copier.warnings, ...uncountedWrites(results), ...uncomparedResults(results));
  const comparisons = weighed.comparisons.map((comparison, index) => ({
    ...comparison,
    result: results[index] ?? comparison.result,
  }));
  const catalogues = await ofBoth(sides, readCatalogue, { tables: [] });
  const seen = await findFindings({
    comparisons,
    catalogues,
    rules: policy.rules,
    waivers: policy.waivers,
    scripts: scriptsFor(sides),
    hasBase: !isAlone,
    hasEveryQuery: options.only.length === 0,
  });
  const grounds = { head: sides.head, server: sides.servers?.head ?? null, catalogue: catalogues.head };
  const findings = await tryIndexes(seen, comparisons, grounds, { ...policy, showValues }, signal);
  const verdict = judge({
    comparisons,
    findings,
    policy,
    today,
    partitions: await ofBoth(sides, readPartitions, { tables: {}, indexes: {} }),
  });
  const { extensions } = head.policy.postgres;
  const culprits = await stopwatch.during('causes', () =>
    findCulprits(
      {
        cases: verdict.cases,
        pairs,
        sides,
        settings: settings.changes,
        inputs,
        policy: { ...policy, showValues, extensions },
      },
      progress,
      signal,
    ),
  );
  if (request.signal.aborted) throw request.signal.reason;
  known.warnings.push(...culprits.warnings);
  return {
    workspace: known.workspace,
    server: reached.instance,
    planner: known.planner,
    build: sides,
    verdict,
    culprits: culprits.cases,
    findings,
    policy,
    noise,
    gate: inForce.told,
    warnings: known.warnings,
    version,
  };
}

/** Only a proposal is judged for what it changes alone; other runs look at what there is. */
function judgesChange({ skipUnchanged, event }: RunRequest): boolean {
  return skipUnchanged && event !== null && (event.pullRequest !== null || event.mergeGroup !== null);
}

/** Getting a server may mean minutes of pulling an image: aborting ends whatever is being made. */
async function unlessAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const stop = () => void stopAllServers();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function timeLimit(milliseconds: number): { readonly signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  const timer = setTimeout(
    () =>
      controller.abort(
        new PlangateError({
          kind: 'time-limit',
          place: '--time-limit',
          problem: `The run took longer than ${Number((milliseconds / 1000).toFixed(1))} s.`,
          remedy: 'Raise the limit, register fewer queries, or seed less data.',
        }),
      ),
    milliseconds,
  );
  return { signal: controller.signal, [Symbol.dispose]: () => clearTimeout(timer) };
}

function only(queries: readonly RegisteredQuery[], names: readonly string[]): readonly RegisteredQuery[] {
  return names.length === 0 ? queries : queries.filter(query => names.includes(query.name));
}

function nothingToMeasure(names: readonly string[]): PlangateError {
  return new PlangateError({
    kind: 'usage',
    place: '--query',
    problem: `No registered query is called ${names.map(name => JSON.stringify(name)).join(' or ')}.`,
    remedy: 'Give the name that stands in the query file, behind "-- name:".',
  });
}

function revision(tree: Tree): string {
  return tree.sha === null ? tree.ref : `${tree.ref} (${tree.sha.slice(0, 12)})`;
}

/** What both catalogues say. Where there is no base, no comparison looks into its catalogue: `nothing` stands for it. */
async function ofBoth<T>(
  { base, head }: Sides,
  read: (session: Session) => Promise<T>,
  nothing: T,
): Promise<Record<Side, T>> {
  const of = async (database: Database) => {
    await using session = await database.connect({ applicationName: 'plangate catalogue' });
    return await read(session);
  };
  return { base: base === null ? nothing : await of(base), head: await of(head) };
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}

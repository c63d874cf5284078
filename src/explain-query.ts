import { realpath } from 'node:fs/promises';
import { relative } from 'node:path';
import { compare } from './comparison/index.ts';
import {
  didYouMean,
  type Options,
  quoted,
  readConfig,
  type Source,
  type StatementCalls,
} from './config/index.ts';
import { PlangateError } from './errors.ts';
import { type CaseResult, measure, pairCases, resolveParameters } from './measurement/index.ts';
import { buildHead } from './migrations/index.ts';
import { type Database, readCatalogue } from './postgres/index.ts';
import type { Progress } from './progress.ts';
import { type RegisteredQuery, readQueries, readQueryFile, withCalls } from './queries/index.ts';
import { reach } from './reach.ts';
import type { Explanation } from './report/index.ts';
import { type Finding, findFindings } from './rules/index.ts';
import { tryIndexes } from './try-indexes.ts';
import { describeReason, unusedIgnores } from './verdict/index.ts';
import { openWorkspace } from './workspace/index.ts';

export interface ExplainRequest {
  /**
   * The name of a registered query, or a text with queries, all of which are explained; `file` is its absolute path, null
   * for standard input.
   */
  readonly subject: { readonly query: string } | { readonly file: string | null; readonly text: string };
  readonly options: Options;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface Explained {
  /** One for each query and parameter set. */
  readonly explanations: readonly Explanation[];
  readonly warnings: readonly string[];
}

/**
 * Runs queries, registered or not, on head alone, built as a check would build it, and says what the rules see. A second, shorter
 * conductor beside run.ts: nothing is compared, so nothing is sampled for the sake of statistics.
 * Throws a PlangateError, or the signal's reason.
 */
export async function explainQuery(request: ExplainRequest): Promise<Explained> {
  const { subject, options, environment, progress, signal } = request;
  const { directory, head } = options;
  await using workspace = await openWorkspace(
    // What head is compared with does not matter: its own commit is always there.
    { directory, base: head ?? 'HEAD', head, event: null, token: null, environment, signal },
    progress,
  );
  const mustBuild = options.source.kind === 'engine';
  const { policy, sources, calls = [] } = await readConfig(workspace.head, options.config, mustBuild);
  const queries = await withCalls(await readQueries(workspace.head, sources.queries), calls);
  const chosen =
    'query' in subject
      ? [registered(queries, subject.query)]
      : await inText(subject, queries, workspace.repository, calls);
  signal.throwIfAborted();
  await using reached = await reach(
    {
      source: onlyHead(options.source),
      postgres: policy.postgres,
      environment,
      directory: workspace.repository,
    },
    progress,
  );
  const built =
    reached.kind === 'server'
      ? await buildHead(
          reached.server,
          { tree: workspace.head, sources },
          policy,
          progress,
          signal,
          environment,
        )
      : { head: reached.head, warnings: [] };
  const databases = { base: null, head: built.head, twin: null };
  const { showValues } = options;
  const pairs = pairCases([], chosen, await resolveParameters([], chosen, databases, showValues));
  const few = { samples: 1, samplesWanted: () => 0, isClear: () => true };
  const results = await measure(pairs, databases, { ...policy, ...few, showValues }, progress, signal);
  signal.throwIfAborted();
  const comparisons = results.map(result => compare(result, policy.tolerances));
  const catalogue = await catalogueOf(built.head);
  const seen = await findFindings({
    comparisons,
    catalogues: { base: { tables: [] }, head: catalogue },
    rules: policy.rules,
    hasBase: false,
  });
  const server = reached.kind === 'server' ? reached.server : null;
  const grounds = { head: built.head, server, catalogue };
  const findings = await tryIndexes(seen, comparisons, grounds, { ...policy, showValues }, signal);
  return {
    explanations: results.map(result => {
      const { query, parameters } = result.case;
      return {
        ...measuredOn(result),
        name: query.name,
        parameters,
        place: { file: query.file, line: query.line },
        findings: findingsOf(query.name, parameters, findings),
      };
    }),
    warnings: [
      ...reached.instance.warnings,
      ...built.warnings,
      ...unusedIgnores(comparisons, seen, policy.rules).map(describeReason),
    ],
  };
}

/** What is said of one plan: what is switched off is a matter of the schema, and of every plan. */
export function findingsOf(
  query: string,
  parameters: string,
  findings: readonly Finding[],
): readonly Finding[] {
  return findings.filter(
    finding =>
      finding.severity !== 'off' &&
      (finding.rule === 'forced-plan' || (finding.query === query && finding.parameters === parameters)),
  );
}

function registered(queries: readonly RegisteredQuery[], name: string): RegisteredQuery {
  const found = queries.find(query => query.name === name);
  if (found !== undefined) return found;
  const names = queries.map(query => query.name);
  throw new PlangateError({
    kind: 'usage',
    place: 'plangate explain',
    problem: `${quoted(name)} is neither a file nor a registered query.`,
    remedy: `${didYouMean(name, names)}Give the name that stands in the query file, behind "-- name:", or a file with a plan.`,
  });
}

/** The registered queries of a file; of any other text those that it holds. */
async function inText(
  { file, text }: { readonly file: string | null; readonly text: string },
  queries: readonly RegisteredQuery[],
  repository: string,
  calls: readonly StatementCalls[],
): Promise<readonly RegisteredQuery[]> {
  const path = file === null ? 'standard input' : relative(await realpath(repository), await realpath(file));
  const known = queries.filter(query => query.file === path);
  if (known.length > 0) return known;
  const found = await withCalls(await readQueryFile(path, text), calls);
  if (found.length > 0) return found;
  throw new PlangateError({
    kind: 'usage',
    place: path,
    problem: 'This holds neither a plan nor a statement.',
    remedy: 'Name a file that holds what EXPLAIN printed, a query file or a registered query.',
  });
}

/** Of two databases that are given, base's is not needed. */
function onlyHead(source: Source): Source {
  return source.kind === 'two-urls' ? { kind: 'url', isReadOnly: true, ...source.head } : source;
}

async function catalogueOf(database: Database) {
  await using session = await database.connect({ applicationName: 'plangate catalogue' });
  return await readCatalogue(session);
}

function measuredOn({ sides, case: { query } }: CaseResult): Pick<Explanation, 'plan' | 'work'> {
  const { head } = sides;
  if (head.kind === 'measured') return head.measurement;
  const place = `${query.file}:${query.line}`;
  if (head.kind === 'failed') {
    const { message, code, hint } = head.failure;
    throw new PlangateError({
      kind: 'query',
      place,
      problem: `The query failed: ${message}${code === null ? '' : ` (${code})`}.`,
      remedy: 'There is no plan to explain: correct the statement or its parameters.',
      ...(hint === null ? {} : { details: `HINT: ${hint}` }),
    });
  }
  throw new PlangateError({
    kind: 'query',
    place,
    problem: `The query was not run: ${head.kind === 'skipped' ? head.reason : 'it is not registered'}.`,
    remedy: 'There is no plan to explain. Take an engine that may build a database.',
  });
}

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ActionInputs, type Options, type OutputName, readInputs, secretsOf } from './config/index.ts';
import { describeError } from './errors.ts';
import {
  annotateFailure,
  artifactName,
  type CheckRun,
  connect,
  type Job,
  logLine,
  maskSecret,
  readJob,
  refuseForeignCode,
  setOutputs,
  stopCommands,
  uploadArtifact,
  writeSummary,
} from './github/index.ts';
import { Interruption, onInterruption } from './interruption.ts';
import { silent } from './progress.ts';
import { publish } from './publish.ts';
import {
  errorReport,
  isJudged,
  type MarkdownOptions,
  plainHeadline,
  type Report,
  renderMarkdown,
  renderSummary,
  renderTerminal,
} from './report/index.ts';
import { type RunResult, run } from './run.ts';
import { showOnGitHub, tell } from './surfaces.ts';
import { terminalProgress } from './terminal-progress.ts';
import { exitCode } from './verdict/index.ts';
import { version } from './version.ts';
import { writeReports } from './write-reports.ts';

/**
 * One job of the Action: inputs and event in; report files, artifact, job summary, check run, comment and outputs out.
 * Returns the exit code. Trouble with GitHub is told and never changes the verdict.
 */
export async function main(process: NodeJS.Process): Promise<number> {
  let given: Given;
  try {
    given = read(process.env);
  } catch (error) {
    await tellNotStarted(error);
    return exitCode('error');
  }
  const { options, action, job } = given;
  try {
    return action.mode === 'publish'
      ? await publish(job, action)
      : await check(process, job, options, action);
  } catch (error) {
    annotateFailure(describeError(error));
    return exitCode('error');
  }
}

interface Given {
  readonly options: Options;
  readonly action: ActionInputs;
  readonly job: Job;
}

/** Throws a PlangateError for inputs that are none, outside of a job, and where a stranger's code would be run. */
function read(environment: NodeJS.ProcessEnv): Given {
  const { options, action } = readInputs(environment);
  for (const secret of [action.token ?? '', ...secretsOf(options.source)]) maskSecret(secret);
  const job = readJob(environment, path => readFileSync(path, 'utf8'));
  if (action.mode === 'check') refuseForeignCode(job);
  return { options, action, job };
}

/** A later step finds a verdict, and the summary says why, whatever it was that kept the job from starting. */
async function tellNotStarted(error: unknown): Promise<void> {
  annotateFailure(describeError(error));
  setOutputs({ verdict: 'error' });
  await tell('summary', false, () => writeSummary(renderSummary(errorReport(error, { version }))));
}

async function check(
  process: NodeJS.Process,
  job: Job,
  options: Options,
  action: ActionInputs,
): Promise<number> {
  const controller = new AbortController();
  using _handlers = onInterruption(process, controller);
  const { report, error } = await logged(process, () =>
    run({
      options: { ...options, directory: resolve(job.folder, options.directory) },
      event: job.event,
      token: action.token,
      skipUnchanged: action.skipUnchanged,
      environment: process.env,
      // One stream for everything, so that nothing overtakes the line that stops commands.
      progress: options.quiet ? silent : terminalProgress(process.stdout, () => performance.now()),
      today: new Date(),
      signal: controller.signal,
    }),
  );
  // Somebody wants the job to end: what the run before has said stands.
  if (error instanceof Interruption) return error.exitCode;
  await show(job, options, action, report);
  const code = exitCode(report.verdict);
  if (code !== 0) annotateFailure(failure(report));
  return code;
}

/** Runs, and prints the report for those who read the log; nothing in either is taken for a workflow command. */
async function logged(process: NodeJS.Process, action: () => Promise<RunResult>): Promise<RunResult> {
  using _stopped = stopCommands(process.stdout);
  const result = await action();
  process.stdout.write(renderTerminal(result.report, { colour: true, width: 120 }));
  return result;
}

const conclusions: Readonly<Record<Report['verdict'], CheckRun['conclusion']>> = {
  pass: 'success',
  warn: 'neutral',
  fail: 'failure',
  error: 'failure',
};

/** What a job leaves for later steps, and for its artifact. */
const everyFormat = {
  report: 'report.json',
  markdown: 'report.md',
  html: 'report.html',
  sarif: 'report.sarif',
  junit: 'report.xml',
} as const;

async function show(job: Job, options: Options, action: ActionInputs, report: Report): Promise<void> {
  const headSha = job.event.pullRequest?.headSha ?? report.head?.sha ?? job.event.sha;
  const links = { repositoryUrl: job.repositoryUrl, headSha };
  const shown: MarkdownOptions = { links, runUrl: job.runUrl, name: action.name };
  const folder = join(job.temporary, artifactName(action.name));
  const files = Object.values(everyFormat);
  const own = files.map(file => join(folder, file));
  await writeReports(report, own, 'the report', shown);
  const artifactUrl = action.artifact ? await upload(action.name, folder, files, job) : null;
  const markdown = artifactUrl === null ? shown : { ...shown, artifactUrl };
  await tell('summary', job.isFork, () => writeSummary(renderSummary(report, markdown)));
  setOutputs({
    verdict: report.verdict,
    queries: report.cases.filter(isJudged).length,
    regressions: report.cases.filter(each => each.outcome === 'fail').length,
    improvements: report.cases.filter(each => each.direction === 'better').length,
    report: join(folder, everyFormat.report),
    markdown: join(folder, everyFormat.markdown),
    html: join(folder, everyFormat.html),
    comment: renderMarkdown(report, markdown),
    'artifact-url': artifactUrl ?? '',
  } satisfies Record<OutputName, string | number>);
  await showOnGitHub(
    action.token === null ? null : connect({ apiUrl: job.apiUrl, token: action.token }),
    report,
    {
      repository: { owner: job.owner, repo: job.repository },
      pullRequest: job.event.pullRequest?.number ?? null,
      headSha,
      isCurrent: false,
      name: action.name,
      comment: action.comment,
      check: action.check,
      conclusion: conclusions[report.verdict],
      isFork: job.isFork,
      runUrl: job.runUrl,
      markdown,
    },
  );
  // Last, so that a file that cannot be written keeps nobody from reading the report.
  const wanted = options.reports.map(file => resolve(job.folder, file));
  await writeReports(report, wanted, 'input report', shown);
}

/** The artifact's page; null where there is none, for which the log has the reason. */
async function upload(
  name: string,
  folder: string,
  files: readonly string[],
  job: Job,
): Promise<string | null> {
  let url: string | null = null;
  await tell('artifact', job.isFork, async () => {
    const outcome = await uploadArtifact({ name: artifactName(name), folder, files });
    if (outcome.kind === 'uploaded') url = outcome.url;
    else logLine(outcome.why);
  });
  return url;
}

/** The verdict and its first reason, for the one line that GitHub shows of a failed step. */
function failure(report: Report): string {
  const [first] = report.reasons;
  const headline = plainHeadline(report);
  return first === undefined ? headline : `${headline}: ${first.text}`;
}

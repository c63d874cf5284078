import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readInputs, secretsOf } from './config/index.ts';
import { describeError } from './errors.ts';
import {
  annotateFailure,
  annotateTrouble,
  commentLimit,
  commentMarker,
  describeTrouble,
  type Job,
  keepComment,
  maskSecret,
  readJob,
  setOutputs,
  stopCommands,
  writeSummary,
} from './github/index.ts';
import { Interruption, onInterruption } from './interruption.ts';
import { readPageParts } from './page-parts.ts';
import { silent } from './progress.ts';
import {
  type CaseReport,
  formatOf,
  headline,
  type Report,
  renderMarkdown,
  renderSummary,
  renderTerminal,
} from './report/index.ts';
import { type RunResult, run } from './run.ts';
import { terminalProgress } from './terminal-progress.ts';
import { exitCode } from './verdict/index.ts';

/**
 * One job of the Action: inputs and event in; report files, job summary, outputs and one comment out.
 * Returns the exit code. Trouble with GitHub is told and never changes the verdict.
 */
export async function main(process: NodeJS.Process): Promise<number> {
  try {
    const { options, action } = readInputs(process.env);
    const token = action.token ?? '';
    for (const secret of [token, ...secretsOf(options.source)]) maskSecret(secret);
    const job = readJob(process.env, path => readFileSync(path, 'utf8'));
    const controller = new AbortController();
    using _handlers = onInterruption(process, controller);
    const { report, error } = await logged(process, () =>
      run({
        options: { ...options, directory: resolve(job.folder, options.directory) },
        event: job.event,
        token: action.token,
        environment: process.env,
        // One stream for everything, so that nothing overtakes the line that stops commands.
        progress: options.quiet ? silent : terminalProgress(process.stdout, () => performance.now()),
        today: new Date(),
        signal: controller.signal,
      }),
    );
    const files = await writeReports(report, options.reports, job);
    await tell(() => writeSummary(renderSummary(report, { repositoryUrl: repositoryUrl(job) })));
    setOutputs({ verdict: report.verdict, report: files.json, markdown: files.markdown, ...changes(report) });
    if (job.event.pullRequest !== null && action.comment !== 'never' && token !== '') {
      const post = action.comment === 'always' || hasChanged(report);
      await tell(() => writeComment(job, token, report, post));
    }
    if (error instanceof Interruption) return error.exitCode;
    if (exitCode(report.verdict) !== 0) annotateFailure(failure(report));
    return exitCode(report.verdict);
  } catch (error) {
    annotateFailure(describeError(error));
    return exitCode('error');
  }
}

/** Runs, and prints the report for those who read the log; nothing in either is taken for a workflow command. */
async function logged(process: NodeJS.Process, action: () => Promise<RunResult>): Promise<RunResult> {
  using _stopped = stopCommands(process.stdout);
  const result = await action();
  process.stdout.write(renderTerminal(result.report, { colour: true, width: 120 }));
  return result;
}

async function writeComment(job: Job, token: string, report: Report, post: boolean): Promise<void> {
  const { owner, repository, apiUrl, event } = job;
  if (event.pullRequest === null) return;
  const body = renderMarkdown(report, {
    limit: commentLimit - commentMarker.length - 1,
    repositoryUrl: repositoryUrl(job),
  });
  await keepComment({ owner, repository, pullRequest: event.pullRequest.number, apiUrl, token }, body, post);
}

/** Trouble with GitHub is a warning: the verdict stands. */
async function tell(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    annotateTrouble(describeTrouble(error));
  }
}

/** Writes what the input `report` names, and always a JSON and a Markdown report for later steps. */
async function writeReports(
  report: Report,
  wanted: readonly string[],
  job: Job,
): Promise<{ json: string; markdown: string }> {
  const folder = join(job.temporary, 'plangate');
  const files = { json: join(folder, 'report.json'), markdown: join(folder, 'report.md') };
  for (const file of [...wanted.map(name => resolve(job.folder, name)), files.json, files.markdown]) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, formatOf(file).render(report, readPageParts));
  }
  return files;
}

function changes(report: Report): { regressions: number; improvements: number } {
  return {
    regressions: report.cases.filter(each => each.outcome === 'fail').length,
    improvements: report.cases.filter(each => each.direction === 'better').length,
  };
}

/** A comment is posted for something that a reader could act on or be glad of. */
function hasChanged(report: Report): boolean {
  const isNews = ({ status, outcome }: CaseReport) =>
    status === 'explained' ? outcome !== 'pass' : status !== 'unchanged' && status !== 'not-judged';
  return report.cases.some(isNews);
}

/** The verdict and its first reason, for the one line that GitHub shows of a failed step. */
function failure(report: Report): string {
  const [first] = report.reasons;
  return first === undefined ? headline(report) : `${headline(report)}: ${first.text}`;
}

function repositoryUrl(job: Job): string {
  return `${job.serverUrl}/${job.owner}/${job.repository}`;
}

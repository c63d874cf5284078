import {
  annotateLines,
  annotateTrouble,
  type CheckRun,
  checkTextLimit,
  type Deed,
  describeTrouble,
  keepComment,
  type LineAnnotation,
  logLine,
  type Octokit,
  type Repository,
  writeCheckRun,
} from './github/index.ts';
import {
  annotationsOf,
  type CaseReport,
  type MarkdownOptions,
  plainHeadline,
  type Report,
  renderMarkdown,
} from './report/index.ts';

/** Where a report is shown on GitHub, and as what. */
export interface Surfaces {
  readonly repository: Repository;
  /** null where there is no pull request to comment on. */
  readonly pullRequest: number | null;
  /** The commit that the check run is about. */
  readonly headSha: string;
  /** Whether GitHub has said just now that `headSha` is the pull request's head. */
  readonly isCurrent: boolean;
  /** Of the gate. */
  readonly name: string;
  readonly comment: 'auto' | 'always' | 'never';
  readonly check: boolean;
  readonly conclusion: CheckRun['conclusion'];
  /** Whether the pull request is from a fork, whose token can only read. */
  readonly isFork: boolean;
  /** The page of the job. */
  readonly runUrl: string;
  /** Links and notes of the Markdown. */
  readonly markdown: MarkdownOptions;
}

/**
 * Shows the report on the pull request: one comment, and a check run with annotations. What GitHub does not take is told and
 * changes nothing else; annotations then become the step's own.
 *
 * @param octokit null where there is no token
 */
export async function showOnGitHub(
  octokit: Octokit | null,
  report: Report,
  surfaces: Surfaces,
): Promise<void> {
  const annotations = annotationsOf(report).flatMap(({ file, line, column, level, title, message }) =>
    file === null || line === null ? [] : [{ file, line, column, level, title, message }],
  );
  const isChecked =
    octokit !== null &&
    surfaces.check &&
    (await tell('check', surfaces.isFork, () => showCheck(octokit, report, surfaces, annotations)));
  if (!isChecked) annotateLines(annotations);
  const { pullRequest } = surfaces;
  if (octokit === null || pullRequest === null || surfaces.comment === 'never') return;
  await tell('comment', surfaces.isFork, async () => {
    const outcome = await keepComment(octokit, surfaces.repository, {
      pullRequest,
      name: surfaces.name,
      verdict: report.verdict,
      headSha: surfaces.isCurrent ? null : surfaces.headSha,
      post: surfaces.comment === 'always' || isNews(report),
      render: options => renderMarkdown(report, { ...surfaces.markdown, ...options }),
    });
    if (outcome === 'outdated')
      logLine(
        `The pull request has newer commits than ${surfaces.headSha}: its comment is left to their run.`,
      );
  });
}

async function showCheck(
  octokit: Octokit,
  report: Report,
  { repository, name, headSha, conclusion, runUrl, markdown }: Surfaces,
  annotations: readonly LineAnnotation[],
): Promise<void> {
  await writeCheckRun(octokit, repository, {
    name,
    headSha,
    conclusion,
    title: plainHeadline(report),
    summary: renderMarkdown(report, { ...markdown, limit: checkTextLimit }),
    annotations,
    detailsUrl: runUrl,
  });
}

/** Trouble with GitHub is a notice: the verdict stands. Returns whether there was none. */
export async function tell(deed: Deed, isFork: boolean, action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    annotateTrouble(describeTrouble(deed, error, isFork));
    return false;
  }
}

/** What a reader could act on or be glad of, and what is done to the gate. */
function isNews(report: Report): boolean {
  return (
    report.verdict !== 'pass' ||
    (report.policy?.changes ?? []).length > 0 ||
    report.cases.some(({ direction }: CaseReport) => direction === 'better')
  );
}

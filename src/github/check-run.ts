import type { Octokit } from './client.ts';
import type { Repository } from './comment.ts';

/** Something to say at a line of a file of the pull request, as plain text. */
export interface LineAnnotation {
  readonly level: 'failure' | 'warning' | 'notice';
  /** From the top of the repository, with `/`. */
  readonly file: string;
  readonly line: number;
  /** 1-based, in characters; null where the whole line is meant. */
  readonly column: number | null;
  readonly title: string;
  readonly message: string;
}

export interface CheckRun {
  /** As it stands in the list of checks. */
  readonly name: string;
  /** The commit that it is about: on a pull request its head, not the merge commit. */
  readonly headSha: string;
  readonly conclusion: 'success' | 'failure' | 'neutral';
  /** Beside the name in the list of checks. */
  readonly title: string;
  /** Markdown, at most `checkTextLimit` characters. */
  readonly summary: string;
  /** Most severe first. */
  readonly annotations: readonly LineAnnotation[];
  /** Where "Details" leads. */
  readonly detailsUrl: string;
}

/** GitHub's limit for `output.summary`, in characters. */
export const checkTextLimit = 65_535;

/** GitHub's limit for one request. Source: https://docs.github.com/en/rest/checks/runs */
const batch = 50;

/** Enough for every reader; the report has the others. Each further batch costs a request. */
const mostAnnotations = 100;

/** GitHub's limits for one annotation: 255 characters, 64 kB. */
const longestTitle = 255;
const longestMessage = 16_000;

/**
 * Writes a completed check run, its annotations in batches. Needs `checks: write`.
 * Returns the address of its page; null when GitHub gives none.
 */
export async function writeCheckRun(
  octokit: Octokit,
  repository: Repository,
  check: CheckRun,
): Promise<string | null> {
  const annotations = check.annotations.slice(0, mostAnnotations).map(annotation);
  const title = cut(check.title, longestTitle);
  const output = (from: number) => ({
    title,
    summary: check.summary,
    annotations: annotations.slice(from, from + batch),
  });
  const { data } = await octokit.rest.checks.create({
    ...repository,
    name: check.name,
    head_sha: check.headSha,
    status: 'completed',
    conclusion: check.conclusion,
    details_url: check.detailsUrl,
    output: output(0),
  });
  for (let from = batch; from < annotations.length; from += batch)
    await octokit.rest.checks.update({ ...repository, check_run_id: data.id, output: output(from) });
  return data.html_url;
}

function annotation({ level, file, line, column, title, message }: LineAnnotation) {
  return {
    path: file,
    start_line: line,
    end_line: line,
    // GitHub takes columns of annotations that begin and end on one line.
    ...(column === null ? {} : { start_column: column, end_column: column }),
    annotation_level: level,
    title: cut(title, longestTitle),
    message: cut(message, longestMessage),
  };
}

/** Never through a character that takes two code units. */
function cut(text: string, limit: number): string {
  const end = /[\ud800-\udbff]/.test(text[limit - 1] ?? '') ? limit - 1 : limit;
  return text.slice(0, end);
}

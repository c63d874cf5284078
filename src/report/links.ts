import { caseLabel } from './case-words.ts';
import { culpritOf, placedCulprit } from './culprit-words.ts';
import { blobUrl, isPageUrl, markdownCode, markdownText } from './escape-markdown.ts';
import type { CaseReport, Report } from './schema.ts';

/** Where the files of a report can be seen. */
export interface RepositoryLinks {
  /** Such as `https://github.com/owner/name`. */
  readonly repositoryUrl: string;
  /**
   * The commit that people know as head: on a pull request that of its branch, not the merge commit that was checked out.
   * The report's own when it is left out.
   */
  readonly headSha?: string | null;
}

/** What is needed of a case or finding to name it. */
interface Named {
  readonly query: string;
  readonly parameters: string;
  /** null, with `line`, for a finding that stands nowhere. */
  readonly file: string | null;
  readonly line: number | null;
  /** Of a case. */
  readonly status?: string;
}

const nameLimit = 100;

/** The name of a query as code; where its file can be seen, a link to its line. */
export function queryName(report: Report, entry: Named, links: RepositoryLinks | undefined): string {
  return linked(markdownCode(caseLabel(entry), nameLimit), fileUrl(report, entry, links));
}

/** `db/queries/latest.sql:3` as code, with a link where there is something to see. */
export function queryPlace(report: Report, entry: Named, links: RepositoryLinks | undefined): string {
  return linked(markdownCode(`${entry.file}:${entry.line}`, 300), fileUrl(report, entry, links));
}

/** What moved the case, its place as a link where it can be seen; '' where nothing is told. */
export function culpritLine(
  report: Report,
  entry: CaseReport,
  limit: number,
  links: RepositoryLinks | undefined,
): string {
  const placed = placedCulprit(entry);
  if (placed === null) return markdownText(culpritOf(entry) ?? '', limit);
  const { before, place, after, file, line } = placed;
  const url = fileUrl(report, { ...entry, status: '', file, line }, links);
  const space = after.startsWith(' ') ? ' ' : '';
  return `${markdownText(before, limit)} ${linked(markdownCode(place, 300), url)}${space}${markdownText(after, limit)}`;
}

/** `words`, which are safe, as a link to a page; null for what is no address of one. */
export function pageLink(words: string, url: string | undefined): string | null {
  return url !== undefined && isPageUrl(url) ? `[${words}](${url})` : null;
}

/** The line of a query's file, as it is on head; what was removed can be seen on base only. null where nothing can. */
export function fileUrl(report: Report, entry: Named, links: RepositoryLinks | undefined): string | null {
  if (links === undefined || entry.file === null || entry.line === null) return null;
  const sha = entry.status === 'removed' ? report.base?.sha : (links.headSha ?? report.head?.sha);
  return sha == null ? null : blobUrl(links.repositoryUrl, sha, entry.file, entry.line);
}

function linked(words: string, url: string | null): string {
  return url === null ? words : `[${words}](${url})`;
}

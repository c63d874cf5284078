import { culpritOf, placedCulprit } from './culprit-words.ts';
import { htmlLine } from './escape-html.ts';
import { fileUrl, type RepositoryLinks } from './links.ts';
import type { CaseReport, Report } from './schema.ts';

/** What moved the case, its place as code, and as a link where it can be seen. */
export function htmlCulprit(report: Report, entry: CaseReport, links: RepositoryLinks | undefined): string {
  const placed = placedCulprit(entry);
  if (placed === null) return htmlLine(culpritOf(entry) ?? '', 2000);
  const { before, place, after, file, line } = placed;
  const url = fileUrl(report, { ...entry, status: '', file, line }, links);
  const code = `<code>${htmlLine(place, 300)}</code>`;
  const named = url === null ? code : `<a href="${htmlLine(url)}" rel="noopener noreferrer">${code}</a>`;
  return `${htmlLine(before, 2000)} ${named}${after.startsWith(' ') ? ' ' : ''}${htmlLine(after, 2000)}`;
}

import { formatCount, formatDuration } from './numbers.ts';
import { commonPlannerSettings } from './planner-words.ts';
import type { Report } from './schema.ts';

/** A piece of what the footer says; a name is shown as code where there is such a thing. */
export interface FooterPiece {
  readonly text: string;
  readonly isName: boolean;
}

const mostSettings = 6;

/** Where the numbers come from, in the fewest words: server, revisions, how the databases were built, samples, time. */
export function footerParts(report: Report): readonly (readonly FooterPiece[])[] {
  const { postgres, base, head, build } = report;
  const parts: FooterPiece[][] = [];
  if (postgres !== null)
    parts.push([words(`PostgreSQL ${postgres.version}, ${postgres.engine}`), ...plannerPieces(report)]);
  if (base !== null)
    parts.push([words('base '), revision(base), ...(report.why === '' ? [] : [words(` (${report.why})`)])]);
  if (head !== null) parts.push([words('head '), revision(head)]);
  if (build !== null) parts.push([words(build.way === 'found' ? 'nothing was built' : build.why)]);
  const samples = Math.max(
    0,
    ...report.cases.flatMap(each => [each.base, each.head].map(side => side?.latency.samples ?? 0)),
  );
  if (samples > 0) parts.push([words(`medians of ${formatCount(samples)} samples`)]);
  parts.push([words(formatDuration(report.duration))]);
  return parts;
}

/** Settings that make these plans others than a stock server's. */
function plannerPieces(report: Report): FooterPiece[] {
  const settings = commonPlannerSettings(report).map(([name, value]) => `${name}=${value}`);
  const shown = settings.slice(0, mostSettings).flatMap(text => [words(', '), { text, isName: true }]);
  const more = settings.length - mostSettings;
  return more > 0 ? [...shown, words(` and ${formatCount(more)} settings more`)] : shown;
}

function words(text: string): FooterPiece {
  return { text, isName: false };
}

function revision({ ref, sha }: { readonly ref: string; readonly sha: string | null }): FooterPiece {
  const short = sha?.slice(0, 7) ?? '';
  return { text: short === '' || ref.startsWith(short) ? ref : `${ref} ${short}`, isName: true };
}

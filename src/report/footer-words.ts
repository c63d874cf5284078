import { formatCount, formatDuration, formatShare } from './numbers.ts';
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
  const samples = samplesOf(report);
  if (samples !== '') parts.push([words(`medians of ${samples} samples`)]);
  const noise = noiseOf(report);
  if (noise !== '') parts.push([words(noise)]);
  parts.push([words(timeOf(report))]);
  return parts;
}

/** `7`, or `7 to 30` where some cases needed more than others. */
function samplesOf({ cases }: Report): string {
  const counts = cases
    .flatMap(({ base, head }) => [base, head].map(side => side?.latency.samples ?? 0))
    .filter(samples => samples > 0);
  if (counts.length === 0) return '';
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  return fewest === most ? formatCount(most) : `${formatCount(fewest)} to ${formatCount(most)}`;
}

/** What identical databases differed by, which is what a difference between base and head has to stand out from. */
function noiseOf({ noise, cases }: Report): string {
  if (cases.every(({ change }) => change === null)) return '';
  if (noise === null) return 'noise not measured: no query ran on a second copy of base';
  if (noise.latency === null) return 'noise not measured: no query took 1 ms on two copies of base';
  return `two copies of base differed by up to ${formatShare(noise.latency)} in time`;
}

const leastShare = 0.05;

/** The whole run and the parts that took most of it: `48 s (databases 11 s, measuring 30 s)`. */
function timeOf({ duration, timing }: Report): string {
  const parts = timing
    .filter(({ milliseconds }) => milliseconds >= leastShare * duration)
    .map(({ part, milliseconds }) => `${part} ${formatDuration(milliseconds)}`);
  return parts.length < 2 ? formatDuration(duration) : `${formatDuration(duration)} (${parts.join(', ')})`;
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

import { markdownText } from './escape-markdown.ts';
import { queryPlace, type RepositoryLinks } from './links.ts';
import { marks } from './markdown-complaints.ts';
import { formatCount } from './numbers.ts';
import { policyWords } from './policy-words.ts';
import type { PolicyReport, Report } from './schema.ts';
import type { Level } from './shortening.ts';

const mostChanges = 20;

/** What the change does to the gate itself: the first thing below the verdict. */
export function* gateItself(
  report: Report,
  level: Level,
  links: RepositoryLinks | undefined,
): Generator<string> {
  const words = policyWords(report);
  if (words === null) return;
  const shown = words.changes.slice(0, Math.min(level.items, mostChanges));
  const lines = shown.map(change => {
    const place = placeOf(report, change, links);
    return `- ${place === null ? '' : `${place}: `}${markdownText(change.text, level.text)}`;
  });
  const rest = words.changes.length - shown.length;
  if (rest > 0) lines.push(`- and ${formatCount(rest)} more`);
  lines.push(...words.notes.map(note => `- ${markdownText(note, level.text)}`));
  yield [`${marks.warn} **${words.heading}**`, '', ...lines].join('\n');
}

function placeOf(
  report: Report,
  { side, file, line }: PolicyReport['changes'][number],
  links: RepositoryLinks | undefined,
): string | null {
  if (file === null || line === null) return null;
  const status = side === 'base' ? 'removed' : 'changed';
  const place = queryPlace(report, { query: '', parameters: '', file, line, status }, links);
  return side === 'base' ? `${place} (base)` : place;
}

import { findingLabel } from './case-words.ts';
import { markdownText } from './escape-markdown.ts';
import { findingLists } from './finding-lists.ts';
import { queryName, type RepositoryLinks } from './links.ts';
import { formatCount } from './numbers.ts';
import type { Report } from './schema.ts';
import type { Level } from './shortening.ts';

/** Findings that decide nothing: a fold for hints, what was there before and what is accepted, because nobody has to act on them now. */
export function* markdownFindings(
  report: Report,
  level: Level,
  links: RepositoryLinks | undefined,
): Generator<string> {
  if (level.details === 0) return;
  for (const { title, items } of findingLists(report)) {
    const lines = items.slice(0, level.items).map(({ finding, words }) => {
      const named = finding.query === '' ? { ...finding, query: findingLabel(finding) } : finding;
      return `- ${queryName(report, named, links)}: ${markdownText(words, level.text)}`;
    });
    if (items.length > lines.length) lines.push(`- and ${formatCount(items.length - lines.length)} more`);
    const count = `${formatCount(items.length)} ${items.length === 1 ? 'finding' : 'findings'}`;
    yield `<details><summary>${title}: ${count}</summary>`;
    yield lines.join('\n');
    yield '</details>';
  }
}

import type { Location, Message } from 'sarif';
import type { Annotation } from './annotation.ts';
import { encodePath, markdownFence, markdownText } from './escape-markdown.ts';

export const sarifLevels = { failure: 'error', warning: 'warning', notice: 'note' } as const;

/**
 * An annotation's words. The first sentence says it all: GitHub shows no more where there is little room. Braces stay as
 * they are: they stand for arguments only in a message that has some.
 */
export function sarifMessage({ title, message, whys, remedies, details }: Annotation): Message {
  const heading = title.replace(/\.$/, '');
  const steps = remedies.flatMap(({ remedy, statement }) => [
    `**What to do:** ${markdownText(remedy)}`,
    statement === null ? '' : markdownFence(statement, 'sql'),
  ]);
  const blocks = [
    `**${markdownText(heading)}.**`,
    whys.map(why => `- ${markdownText(why)}`).join('\n'),
    ...steps,
    details === '' ? '' : markdownFence(details, 'text'),
  ];
  return {
    text: withoutLinks(message === '' ? `${heading}.` : `${heading}.\n${message}`),
    markdown: blocks.filter(block => block !== '').join('\n\n'),
  };
}

/** Where it stands, from the top of the repository, which GitHub calls `%SRCROOT%`; nowhere where no file is named. */
export function sarifLocations({ file, line, column }: Annotation): Location[] {
  // What would lead out of the repository leads nowhere.
  const segments = (file ?? '').split('/').filter(segment => !['', '.', '..'].includes(segment));
  if (segments.length === 0 || line === null) return [];
  const region = { startLine: line, ...(column === null ? {} : { startColumn: column }) };
  const artifactLocation = { uri: encodePath(segments.join('/')), uriBaseId: '%SRCROOT%' };
  return [{ physicalLocation: { artifactLocation, region } }];
}

/** In SARIF's plain text, `[words](target)` is a link (2.1.0, 3.11.6). */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

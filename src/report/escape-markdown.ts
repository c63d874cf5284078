import { clip, terminalBlock, terminalLine } from './escape-terminal.ts';

/**
 * Text from a pull request, made safe for the Markdown that GitHub shows: comments and job summaries.
 * Nothing of it may start markup, mention anyone, link anywhere or end the table, fence or fold that it stands in.
 * Source: https://github.github.com/gfm/ and GitHub's own filters for @mentions, #123, commit hashes and `$` math.
 */

/** An entity, so that the raw text stays readable; it breaks a reference in two and cannot be seen. */
const breaker = '&#8203;';

/** Words in a paragraph, a list item or a table cell: one line, no markup, no links, no mentions. */
export function markdownText(text: string, limit = Number.POSITIVE_INFINITY): string {
  return (
    terminalLine(text, limit)
      .replace(/[\\`*{}[\]|~]/g, '\\$&')
      // Within a word an underscore is only an underscore.
      .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/\$/g, '<span>$</span>')
      .replace(/#(?=[0-9A-Za-z])/g, `#${breaker}`)
      .replace(/@/g, `@${breaker}`)
      .replace(/GH-(?=\d)/gi, `$&${breaker}`)
      .replace(/:\/\//g, '<span>:</span>//')
      .replace(/(www)\./gi, '<span>$1</span>.')
      .replace(/(?<![0-9a-z])(?=\d*[a-f])[0-9a-f]{7,}(?![0-9a-z])/gi, hash =>
        hash.replace(/.{6}(?=.)/g, `$&${breaker}`),
      )
      .replace(/^[-+=#]/, '\\$&')
      .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
  );
}

/** A name as code, in a paragraph, a list item or a table cell. */
export function markdownCode(text: string, limit = Number.POSITIVE_INFINITY): string {
  const line = terminalLine(text, limit);
  return line === '' || /[`|\\<>@]/.test(line) ? htmlCode(line) : `\`${line}\``;
}

/** A name as code where Markdown is not read, such as within `<summary>`; it may stand in Markdown too. */
export function htmlCode(text: string, limit = Number.POSITIVE_INFINITY): string {
  return `<code>${htmlText(terminalLine(text, limit))}</code>`;
}

/**
 * Letters, digits and harmless marks stay, the rest are numbered entities. Parsers look for addresses in what the
 * entities stand for, too, so what makes one is set apart.
 */
function htmlText(text: string): string {
  return text
    .replace(
      /(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|[^A-Za-z0-9 _.,;=()/%+\-\u00a0-\u{10ffff}]/gu,
      (c, at: number) => {
        const entity = `&#${c.codePointAt(0)};`;
        return c === '@' || (c === ':' && text.startsWith('//', at + 1)) ? `<span>${entity}</span>` : entity;
      },
    )
    .replace(/(www)\./gi, '<span>$1</span>.');
}

/** Several lines as a fenced block; the fence is longer than any run of backticks within. */
export function markdownFence(text: string, language: string): string {
  const body = terminalBlock(text).replace(/\n+$/, '');
  const longest = (body.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${body}\n${fence}`;
}

/** Whether `url` can stand in a link as it is: an address of a page without anything that Markdown or HTML reads. */
export function isPageUrl(url: string): boolean {
  return /^https?:\/\/[\w.:-]+(?:\/[\w.~-]+)*$/.test(url) && !/\/\.\.?(?:\/|$)/.test(url);
}

/** A path in the repository at a commit, as a URL; null for what is no address of a repository or leads out of it. */
export function blobUrl(repositoryUrl: string, sha: string, file: string, line: number): string | null {
  if (!isPageUrl(repositoryUrl) || !/^[0-9a-f]{7,64}$/.test(sha)) return null;
  if (file.split('/').some(segment => segment === '.' || segment === '..')) return null;
  return `${repositoryUrl}/blob/${sha}/${encodePath(file)}#L${line}`;
}

/** A path as part of a URL: everything but letters, digits and a few marks is percent-encoded. */
export function encodePath(file: string): string {
  return clip(file.toWellFormed(), 1000).split('/').map(encodeSegment).join('/');
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

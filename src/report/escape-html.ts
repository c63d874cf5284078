import { clip, terminalBlock, terminalLine } from './escape-terminal.ts';

/**
 * Text from a pull request, made safe for HTML: element content and attribute values in double quotes.
 * Source: HTML Standard, 13.1.2.
 */
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** One line, at most `limit` code points. */
export function htmlLine(text: string, limit = 10_000): string {
  return escaped(terminalLine(text, limit));
}

/** Several lines, for `<pre>`. */
export function htmlLines(text: string): string {
  return escaped(terminalBlock(clip(text, 1_000_000)).replace(/\n+$/, ''));
}

/** All but tabs, line breaks and printable ASCII without `&`, `<` and `>`. */
const unsafeInScript = /[^\t\n\r -%'-;=?-~]/g;

/** JSON for `<script type="application/json">`; `json` may be no JSON at all and still cannot end the element. */
export function jsonInScript(json: string): string {
  return json
    .toWellFormed()
    .replace(unsafeInScript, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function escaped(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, c => entities[c] ?? '') : text;
}

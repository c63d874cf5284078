/** How much of a line is shown, and how far from its edges the caret keeps. */
const width = 100;
const margin = 20;

/**
 * Line `line` of `text` with a caret under `column` (both 1-based, columns in UTF-16 units), as it stands in the
 * details of an error. Long lines are cut around the caret; what does not print becomes a space.
 */
export function excerpt(text: string, line: number, column: number): string {
  const full = nthLine(text, line);
  const start = column - 1 > width - margin ? column - 1 - (width - margin) : 0;
  const shown = full.slice(start, start + width).replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, ' ');
  const left = start > 0 ? '…' : '';
  const right = start + width < full.length ? '…' : '';
  const before = `${left}${shown.slice(0, Math.max(0, column - 1 - start))}`;
  const gutter = String(line);
  return (
    `${gutter} | ${left}${shown}${right}`.trimEnd() +
    `\n${' '.repeat(gutter.length)} | ${' '.repeat([...before].length)}^`
  );
}

function nthLine(text: string, line: number): string {
  let start = 0;
  for (let seen = 1; seen < line; seen++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return '';
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  return (end < 0 ? text.slice(start) : text.slice(start, end)).replace(/\r$/, '');
}

/** Line numbers of a text whose offsets are asked for many times. */
export interface LineIndex {
  /** The 1-based line that holds the UTF-16 offset `offset`. Lines end with `\n`. */
  lineAt(offset: number): number;
  /** The offset of the first character of a 1-based line. */
  startOf(line: number): number;
}

export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    lineAt(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return low + 1;
    },
    startOf: line => starts[line - 1] ?? text.length,
  };
}

/** The 1-based line of one offset. For many look-ups in one text, make a `lineIndex`. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

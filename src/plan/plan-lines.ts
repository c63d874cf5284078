/** A line of EXPLAIN's text without what a program drew around it. */
export interface PlanLine {
  /** 1-based in the text as it came, of the first of several lines that were joined. */
  readonly number: number;
  /** Characters before the text that were taken away: 0-based column of `text`'s start. */
  readonly shift: number;
  readonly text: string;
}

/**
 * The lines of what psql and its kin print: no heading, no rules, no frame, no count of rows, no quotes of CSV. Lines keep
 * their numbers, and their indentation relative to each other.
 */
export function planLines(text: string): readonly PlanLine[] {
  return joined(
    text
      .replace(/^\ufeff/, '')
      .split(/\r\n|\n|\r/)
      .map((raw, at) => bare(raw, at + 1))
      .filter(({ text: line }) => line.trim() !== '' && !decoration.test(line)),
  );
}

/** The text with what psql drew around it blanked out, line by line, so that JSON can be read in it. */
export function withoutFrame(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .map((raw, at) => bare(raw, at + 1))
    .map(({ text: line, shift }) => (decoration.test(line) ? '' : ' '.repeat(shift) + line))
    .join('\n');
}

/** `QUERY PLAN`, `-----`, `+----+`, `(12 rows)` in any language, `-[ RECORD 1 ]---`. */
const decoration =
  /^\s*"?QUERY PLAN"?\s*$|^[\s+|─═┌┐└┘├┤╔╗╚╝╟╢╠╣╞╡-]*$|^\(\d+ [^()=]+\)\s*$|^[-─]\[ RECORD \d+ \][-─+]*$/;

function bare(raw: string, number: number): PlanLine {
  let text = raw.trimEnd();
  let shift = 0;
  const frame = /^(?:[|│║]|QUERY PLAN [|│] ?)/.exec(text)?.[0] ?? '';
  if (frame !== '') {
    text = text.slice(frame.length).replace(/\s*[|│║]$/, '');
    shift = frame.length;
  }
  // How psql says that a value goes on in the next line.
  text = text.replace(/\s*[+↵]$/, '');
  if (/^\s*"(?:[^"]|"")*"$/.test(text) && /["\s]["\s\][{}]|cost=|->|: /.test(text.slice(1))) {
    const quote = text.indexOf('"');
    text = text.slice(quote + 1, -1).replaceAll('""', '"');
    shift += quote + 1;
  }
  return { number, shift, text };
}

/** No constant has more lines; and a quote that is none, in the name of a trigger, costs no more than this. */
const mostJoined = 200;

/** A constant or a name may hold line breaks: a line in which a quote is open goes on in the next ones. */
function joined(lines: readonly PlanLine[]): readonly PlanLine[] {
  const whole: PlanLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined) continue;
    const last = endOfQuote(lines, at);
    const parts = lines.slice(at, last + 1).map(({ text }) => text);
    whole.push({ ...line, text: parts.join('\n') });
    at = last;
  }
  return whole;
}

/** The line in which every quote is closed; `at` itself where none is open, or where it never closes. */
function endOfQuote(lines: readonly PlanLine[], at: number): number {
  const first = lines[at]?.text ?? '';
  // These are followed by names without quotes.
  if (!/['"]/.test(first) || /^\s*(?:CTE|Trigger) /.test(first)) return at;
  let open: string | null = null;
  for (let end = at; end < lines.length && end - at < mostJoined; end++) {
    open = quoteAfter(lines[end]?.text ?? '', open);
    if (open === null) return end;
  }
  return at;
}

/** The quote that is still open behind `text`; a doubled one closes and opens again. */
function quoteAfter(text: string, before: string | null): string | null {
  let open = before;
  for (const character of text) {
    if (character !== '"' && character !== "'") continue;
    if (open === null) open = character;
    else if (open === character) open = null;
  }
  return open;
}

const longest = 160;

/** A statement in one line, cut where it is too long for a sentence. */
export function clipStatement(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

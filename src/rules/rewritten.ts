/** A comparison of the column itself that keeps the same rows. */
export interface Rewritten {
  /** As SQL. */
  readonly text: string;
  /** What must be true for that, after "the same only where"; null where nothing must. */
  readonly provided: string | null;
}

export function sure(text: string): Rewritten {
  return { text, provided: null };
}

/** Comparisons that must all hold; null where one of them is none. */
export function allOf(parts: readonly (Rewritten | null)[]): Rewritten | null {
  return joinedBy(' AND ', parts);
}

/** Comparisons of which one is enough, in parentheses; null where one of them is none. */
export function anyOf(parts: readonly (Rewritten | null)[]): Rewritten | null {
  const joined = joinedBy(
    ' OR ',
    parts.map(part => part && { ...part, text: `(${part.text})` }),
  );
  return joined && { ...joined, text: `(${joined.text})` };
}

/** Values, each in the list of IN. */
export function listOf(parts: readonly (Rewritten | null)[]): Rewritten | null {
  return joinedBy(', ', parts);
}

function joinedBy(word: string, parts: readonly (Rewritten | null)[]): Rewritten | null {
  const sure = parts.filter(part => part !== null);
  if (sure.length === 0 || sure.length < parts.length) return null;
  const provided = new Set(sure.flatMap(part => part.provided ?? []));
  return {
    text: sure.map(({ text }) => text).join(word),
    provided: provided.size === 0 ? null : [...provided].join(' and '),
  };
}

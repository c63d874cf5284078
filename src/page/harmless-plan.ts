/**
 * EXPLAIN's JSON in which no text can become markup. pev2 puts some of it into the page as HTML without escaping it
 * (Output and Sort Key, and whatever stands where it expects a number), so each `<` and `&` that an HTML parser would act
 * on is followed by U+2060, a word joiner: it has no width, and after it both are only characters.
 * Source: HTML Standard, 13.2.5.6 (tag open state) and 13.2.5.72 (character reference state).
 * null for what is no plan: then there is nothing to draw.
 */
export function harmlessPlan(explain: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(explain, reviver);
  } catch {
    return null;
  }
  return isPlan(value) ? JSON.stringify(value) : null;
}

const joiner = '\u2060';

export function harmlessText(text: string): string {
  return text.replace(/<(?=[a-z/!?])|&(?=[a-z#])/gi, `$&${joiner}`);
}

function reviver(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return harmlessText(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [harmlessText(key), each]));
}

/** What `EXPLAIN (FORMAT JSON)` gives: a list of one object with a tree of nodes. */
function isPlan(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const root: unknown = value[0]?.Plan;
  return (
    typeof root === 'object' && root !== null && 'Node Type' in root && typeof root['Node Type'] === 'string'
  );
}

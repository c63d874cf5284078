/** A position between base (0) and head (1) from which on a trial is more like head than like base. */
export const midpoint = 0.5;

/**
 * Whether the query's text or the database moved a case. `together`: neither does it alone. `either`: each does.
 *
 * @param text the position of head's text on base's database; null where it does not run there
 * @param database the position of base's text on head's database; null where it does not run there
 */
export function blame(
  text: number | null,
  database: number | null,
): 'text' | 'database' | 'together' | 'either' {
  const byText = text !== null && text >= midpoint;
  const byDatabase = database !== null && database >= midpoint;
  if (byText && byDatabase) return 'either';
  if (byText) return 'text';
  return byDatabase ? 'database' : 'together';
}

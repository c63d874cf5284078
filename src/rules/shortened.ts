/** A condition of a sentence's length, cut where it is longer. */
export function shortened(condition: string): string {
  const characters = [...condition];
  return characters.length <= 120 ? condition : `${characters.slice(0, 119).join('')}…`;
}

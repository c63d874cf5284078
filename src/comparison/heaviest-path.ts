/** A step through two lists: one item of the first, one of the second, or one of each that belong together. */
export type Step = 'first' | 'second' | 'both';

const steps: readonly Step[] = ['both', 'first', 'second'];

/**
 * The way through two lists whose pairs collect the most points (Needleman and Wunsch, 1970); pairs without points are
 * never made. Time and bytes grow with `rows` × `columns`.
 *
 * @param points of the pair of the first list's item `row` with the second's `column`
 */
export function heaviestPath(
  points: (row: number, column: number) => number,
  rows: number,
  columns: number,
): Step[] {
  // From the end to the start, so that the way can be read from the start; only two rows of sums are needed.
  const choices = new Uint8Array(rows * columns);
  let below = new Float64Array(columns + 1);
  let current = new Float64Array(columns + 1);
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const here = points(row, column);
      let most = here > 0 ? here + (below[column + 1] ?? 0) : -1;
      let choice = 0;
      if ((below[column] ?? 0) > most) [most, choice] = [below[column] ?? 0, 1];
      if ((current[column + 1] ?? 0) > most) [most, choice] = [current[column + 1] ?? 0, 2];
      choices[row * columns + column] = choice;
      current[column] = most;
    }
    [below, current] = [current, below];
  }
  const path: Step[] = [];
  let [row, column] = [0, 0];
  while (row < rows && column < columns) {
    const step = steps[choices[row * columns + column] ?? 0] ?? 'both';
    path.push(step);
    if (step !== 'second') row++;
    if (step !== 'first') column++;
  }
  for (; row < rows; row++) path.push('first');
  for (; column < columns; column++) path.push('second');
  return path;
}

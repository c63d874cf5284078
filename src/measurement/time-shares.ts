/** What each of several tasks may take of a common time, in ms; what one leaves is shared by those that follow. */
export function timeShares(total: number, tasks: number, now: () => number): { next(): number } {
  const started = now();
  let left = tasks;
  return {
    next() {
      const share = Math.max(0, total - (now() - started)) / Math.max(1, left);
      left--;
      return share;
    },
  };
}

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

/** A time that tasks draw from, in ms: what is begun is ended, and once the time is used up nothing is begun. */
export class Allowance {
  #left: number;
  readonly #now: () => number;

  constructor(total: number, now: () => number) {
    this.#left = total;
    this.#now = now;
  }

  async draw(task: () => Promise<void>): Promise<void> {
    if (this.#left <= 0) return;
    const started = this.#now();
    await task();
    this.#left -= this.#now() - started;
  }
}

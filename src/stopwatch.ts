/** How long a part of a run took, in ms. */
export interface Spent {
  readonly part: string;
  readonly milliseconds: number;
}

/** Where the time of a run goes: its parts, in the order they began. */
export class Stopwatch {
  readonly #parts: { part: string; milliseconds: number }[] = [];

  get spent(): readonly Spent[] {
    return this.#parts.map(part => ({ ...part }));
  }

  /** Times `work`, whether it succeeds or throws. Parts with one name add up. */
  async during<T>(part: string, work: () => Promise<T>): Promise<T> {
    const entry = this.#parts.find(each => each.part === part) ?? { part, milliseconds: 0 };
    if (!this.#parts.includes(entry)) this.#parts.push(entry);
    const began = performance.now();
    try {
      return await work();
    } finally {
      entry.milliseconds += performance.now() - began;
    }
  }
}

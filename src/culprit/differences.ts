import type { Script } from '../migrations/index.ts';

/** A file on both sides, or on one of them. */
export interface FilePair {
  readonly base: Script | null;
  readonly head: Script | null;
}

/**
 * Both sides' files in the order of head's, each that only base has behind the one that it follows there. A file that was
 * only renamed is one pair.
 */
export function pairFiles(base: readonly Script[], head: readonly Script[]): readonly FilePair[] {
  const pairs: FilePair[] = head.map(after => ({
    base: base.find(({ file }) => file === after.file) ?? renamed(after, base, head),
    head: after,
  }));
  for (const [at, before] of base.entries()) {
    if (pairs.some(pair => pair.base === before)) continue;
    const previous = pairs.findIndex(pair => pair.base !== null && pair.base === base[at - 1]);
    pairs.splice(previous + 1, 0, { base: before, head: null });
  }
  return pairs;
}

/** Base's file of the same text, where it is not on head under its own name. */
function renamed({ text, file }: Script, base: readonly Script[], head: readonly Script[]): Script | null {
  const twins = head.filter(each => each.text === text);
  if (twins.length !== 1 || base.some(each => each.file === file)) return null;
  return base.find(each => each.text === text && head.every(other => other.file !== each.file)) ?? null;
}

export function differs({ base, head }: FilePair): boolean {
  return base?.text !== head?.text;
}

/** The files of a database on the way from base to head: head's for the first `applied` differences, base's for the others. */
export function mixtureOf(pairs: readonly FilePair[], applied: number): readonly Script[] {
  let left = applied;
  const mixture: Script[] = [];
  for (const pair of pairs) {
    const isHeads = differs(pair) ? left-- > 0 : true;
    const script = isHeads ? pair.head : pair.base;
    if (script !== null) mixture.push(script);
  }
  return mixture;
}

/** 1-based: the first line of head's text that is not as it was on base. */
export function firstChangedLine(base: string, head: string): number {
  const [before, after] = [base.split('\n'), head.split('\n')];
  const at = after.findIndex((line, index) => line !== before[index]);
  return at < 0 ? Math.max(1, after.length) : at + 1;
}

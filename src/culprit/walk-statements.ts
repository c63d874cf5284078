import { applyScripts, type Script, StatementRun, withoutTransaction } from '../migrations/index.ts';
import type { Statement } from '../sql/index.ts';
import type { LargestStep } from './largest-step.ts';
import { Positions, type Start, type Walker } from './walk-files.ts';

/** How many times a walk over one file stops to measure; a part that moves a case is then walked more closely. */
const mostStops = 8;

export interface ToldStatement {
  readonly statement: Statement;
  /** Of what the file moved. */
  readonly share: number;
}

/**
 * Runs a file statement by statement, after the files `before` it, and gives for each walker the one that moved it most.
 * Nothing for a file that cannot be taken apart, or whose statements do less by themselves.
 */
export async function walkStatements(
  walkers: readonly Walker[],
  before: readonly Script[],
  file: Script,
  start: Start,
): Promise<ReadonlyMap<Walker, ToldStatement>> {
  const statements = withoutTransaction(file.statements);
  const told = new Map<Walker, ToldStatement>();
  if (statements === null) return told;
  const todo = [{ walkers, from: 0, to: statements.length, share: 1 }];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const { from, to, share } = next;
    const parts = partsOf(from, to);
    const steps = await walk(next.walkers, before, file, statements, parts, start);
    for (const [at, [first, last]] of parts.entries()) {
      const moved = [...steps].filter(([, { step }]) => step === at);
      const statement = statements[first];
      if (moved.length === 0 || statement === undefined) continue;
      if (last - first === 1) {
        for (const [walker, own] of moved) told.set(walker, { statement, share: share * own.share });
      } else {
        const least = Math.min(...moved.map(([, own]) => own.share));
        todo.push({ walkers: moved.map(([walker]) => walker), from: first, to: last, share: share * least });
      }
    }
  }
  return told;
}

/** The range `from` to `to`, `to` not included, in at most `mostStops` parts of one size. */
function partsOf(from: number, to: number): (readonly [number, number])[] {
  const size = Math.max(1, Math.ceil((to - from) / mostStops));
  const count = Math.ceil((to - from) / size);
  return Array.from({ length: count }, (_, at) => [from + at * size, Math.min(to, from + (at + 1) * size)]);
}

async function walk(
  walkers: readonly Walker[],
  before: readonly Script[],
  file: Script,
  statements: readonly Statement[],
  parts: readonly (readonly [number, number])[],
  start: Start,
): Promise<ReadonlyMap<Walker, LargestStep>> {
  const database = await start.fresh();
  await applyScripts(database, before, start.signal);
  const way = new Positions(walkers, database, start);
  {
    await using run = await StatementRun.open(database, file, start.signal);
    const [[from] = [0]] = parts;
    await run.run(statements.slice(0, from));
    await way.measure();
    for (const [first, last] of parts) {
      await run.run(statements.slice(first, last));
      await way.measure();
    }
  }
  await start.drop(database);
  return way.largestSteps();
}

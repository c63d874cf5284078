import { applyScripts, type Script, StatementRun, withoutTransaction } from '../migrations/index.ts';
import type { Database } from '../postgres/index.ts';
import type { Statement } from '../sql/index.ts';
import { type Moved, type Stands, type Start, type Walker, walk } from './walk-files.ts';

/** How many times a walk over one file stops to measure; a part that moves a case is then walked more closely. */
const mostStops = 8;

export interface ToldStatement {
  readonly statement: Statement;
  /** Of what the file moved. */
  readonly share: number;
}

/** A part of a file that moved some walkers, from statement `from` to before `to`. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly before: Stands;
  readonly after: Stands;
  readonly share: number;
}

/**
 * Runs a file statement by statement, after the files `earlier`, and gives for each walker the one that moved it most.
 * Nothing for a file that cannot be taken apart, or whose statements do less by themselves.
 */
export async function walkStatements(
  moved: ReadonlyMap<Walker, Pick<Moved, 'before' | 'after'>>,
  earlier: readonly Script[],
  file: Script,
  start: Start,
): Promise<ReadonlyMap<Walker, ToldStatement>> {
  const statements = withoutTransaction(file.statements);
  const told = new Map<Walker, ToldStatement>();
  if (statements === null || moved.size === 0) return told;
  const todo: Part[] = [{ from: 0, to: statements.length, share: 1, ...stands(moved) }];
  for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
    const ranges = rangesOf(part);
    const steps = await walkRanges(part, ranges, statements, earlier, file, start);
    for (const [at, { from, to }] of ranges.entries()) {
      const own = new Map([...steps].filter(([, { step }]) => step === at));
      const statement = statements[from];
      if (own.size === 0 || statement === undefined) continue;
      const shares = [...own.values()].map(({ share }) => share);
      if (to - from > 1) {
        todo.push({ from, to, share: part.share * Math.min(...shares), ...stands(own) });
        continue;
      }
      for (const [walker, { share }] of own) told.set(walker, { statement, share: part.share * share });
    }
  }
  return told;
}

function stands(moved: ReadonlyMap<Walker, Pick<Moved, 'before' | 'after'>>): Pick<Part, 'before' | 'after'> {
  const all = [...moved];
  return {
    before: new Map(all.map(([walker, { before }]) => [walker, before])),
    after: new Map(all.map(([walker, { after }]) => [walker, after])),
  };
}

type Range = Pick<Part, 'from' | 'to'>;

/** At most `mostStops` ranges of one size. */
function rangesOf({ from, to }: Range): readonly Range[] {
  const size = Math.max(1, Math.ceil((to - from) / mostStops));
  return Array.from({ length: Math.ceil((to - from) / size) }, (_, at) => ({
    from: from + at * size,
    to: Math.min(to, from + (at + 1) * size),
  }));
}

/** One session runs all of them, so that what it sets holds. */
async function walkRanges(
  part: Part,
  ranges: readonly Range[],
  statements: readonly Statement[],
  earlier: readonly Script[],
  file: Script,
  start: Start,
): Promise<ReadonlyMap<Walker, Moved>> {
  let run: StatementRun | null = null;
  const end = async () => run?.[Symbol.asyncDispose]();
  const drop = async (database: Database) => {
    await end();
    await start.drop(database);
  };
  const take = async (database: Database, { from, to }: Range) => {
    if (run === null) {
      await applyScripts(database, earlier, start.signal);
      run = await StatementRun.open(database, file, start.signal);
      await run.run(statements.slice(0, part.from));
    }
    await run.run(statements.slice(from, to));
  };
  try {
    return await walk(ranges, part.before, part.after, { ...start, drop }, take);
  } finally {
    await end();
  }
}

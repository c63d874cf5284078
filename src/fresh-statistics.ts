import { MeasuredSession, type SessionPolicy } from './measurement/index.ts';
import type { Plan } from './plan/index.ts';
import { type Database, DatabaseError, type Server, type Session } from './postgres/index.ts';
import type { Case } from './queries/index.ts';
import { quoteIdentifier } from './sql/index.ts';

/** Bytes of a database, beyond which copying it takes longer than what it tells is worth. */
const largest = 1024 ** 3;

/** ms for all that is done in the copy. */
const longest = 10_000;

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** Whether a plan becomes another one. */
export interface Hope {
  readonly own: Case;
  /** Analysed anew; others inherit their columns from the first. */
  readonly tables: readonly TableName[];
  /** Of which more is to be known. */
  readonly columns: readonly string[];
  isFulfilled(plan: Plan): boolean;
}

/**
 * What fulfils a hope: fresh statistics, finer ones of its columns, or neither. `untried` where finer ones could not be
 * tried, and fresh ones do not.
 */
export type Fulfilled = 'fresh' | 'finer' | 'neither' | 'untried';

/** For SET STATISTICS: of 300 times as many rows are the most common values and the histogram made. */
export const finerTarget = 1_000;

/**
 * What the planner does once tables were analysed anew, in a copy of the database that is dropped afterwards: ANALYZE counts
 * pages and rows even where it is rolled back. Hopes that could not be tried are missing, and so are those that the copy
 * fulfils as it is.
 *
 * @param head must have no sessions
 */
export async function tryFreshStatistics<H extends Hope>(
  hopes: readonly H[],
  head: Database,
  server: Server,
  policy: SessionPolicy,
  signal: AbortSignal,
): Promise<ReadonlyMap<H, Fulfilled>> {
  const answers = new Map<H, Fulfilled>();
  const within = AbortSignal.any([signal, AbortSignal.timeout(longest)]);
  const groups = Map.groupBy(hopes, ({ tables }) => tables.map(nameOf).join(', '));
  try {
    if (hopes.length === 0 || (await sizeOf(head)) > largest || within.aborted) return answers;
    await using copy = await copyOf(head, server);
    await using session = await copy.database.connect({ applicationName: 'plangate trial' });
    await using planner = await MeasuredSession.open(copy.database, policy);
    for (const [names, ofTables] of groups) {
      const open = await unfulfilled(ofTables, planner);
      const [table] = open[0]?.tables ?? [];
      if (table === undefined || within.aborted) continue;
      if (!(await isDone(`analyze ${names}`, session, within))) continue;
      const left = await unfulfilled(open, planner);
      for (const each of open) answers.set(each, left.includes(each) ? 'untried' : 'fresh');
      // Of one choice of columns, so that nothing else can have done it.
      const columns = left[0]?.columns ?? [];
      const alike = left.filter(each => each.columns.join() === columns.join());
      if (columns.length === 0 || within.aborted) continue;
      const finer = columns.map(
        column => `alter column ${quoteIdentifier(column)} set statistics ${finerTarget}`,
      );
      const statements = `alter table ${nameOf(table)} ${finer.join(', ')}; analyze ${names}`;
      if (!(await isDone(statements, session, within))) continue;
      const last = await unfulfilled(alike, planner);
      for (const each of alike) answers.set(each, last.includes(each) ? 'neither' : 'finer');
    }
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.lost) throw error;
  }
  return answers;
}

async function sizeOf(database: Database): Promise<number> {
  await using session = await database.connect({ applicationName: 'plangate size' });
  const [row] = await session.query<{ size: number }>(
    'select pg_database_size(current_database())::float8 as size',
  );
  return row?.size ?? 0;
}

async function copyOf(head: Database, server: Server) {
  const database = await server.cloneDatabase(head, 'plangate_analysed');
  return { database, [Symbol.asyncDispose]: () => server.dropDatabase(database) };
}

function nameOf({ schema, name }: TableName): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

async function unfulfilled<H extends Hope>(hopes: readonly H[], planner: MeasuredSession): Promise<H[]> {
  const left: H[] = [];
  for (const hope of hopes) if (!hope.isFulfilled(await planner.plan(hope.own))) left.push(hope);
  return left;
}

/** ANALYZE runs the user's code too, such as functions in expression indexes, which may fail. */
async function isDone(statements: string, session: Session, within: AbortSignal): Promise<boolean> {
  const cancel = () => void session.cancel().catch(() => {});
  within.addEventListener('abort', cancel, { once: true });
  try {
    await session.execute(statements);
    return true;
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.lost) throw error;
    return false;
  } finally {
    within.removeEventListener('abort', cancel);
  }
}

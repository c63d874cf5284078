import { MeasuredSession, type SessionPolicy } from './measurement/index.ts';
import type { Plan } from './plan/index.ts';
import { type Database, DatabaseError, type Server, type Session } from './postgres/index.ts';
import type { Case } from './queries/index.ts';
import { quoteIdentifier } from './sql/index.ts';

/** Bytes of a database, beyond which copying it takes longer than what it tells is worth. */
const largest = 1024 ** 3;

/** ms for all that is done in the copy. */
const longest = 10_000;

/** Whether a plan becomes another one. */
export interface Hope {
  readonly own: Case;
  /** Analysed anew. */
  readonly table: { readonly schema: string; readonly name: string };
  isFulfilled(plan: Plan): boolean;
}

/**
 * What the planner does once a table was analysed anew, in a copy of the database that is dropped afterwards: ANALYZE counts
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
): Promise<ReadonlyMap<H, boolean>> {
  const answers = new Map<H, boolean>();
  const within = AbortSignal.any([signal, AbortSignal.timeout(longest)]);
  const tables = Map.groupBy(hopes, ({ table }) => JSON.stringify([table.schema, table.name]));
  try {
    if (hopes.length === 0 || (await sizeOf(head)) > largest || within.aborted) return answers;
    await using copy = await copyOf(head, server);
    await using session = await copy.database.connect({ applicationName: 'plangate trial' });
    await using planner = await MeasuredSession.open(copy.database, policy);
    for (const ofTable of tables.values()) {
      const [first] = ofTable;
      const open: H[] = [];
      for (const hope of ofTable) if ((await isFulfilled(hope, planner)) === false) open.push(hope);
      if (first === undefined || within.aborted || !(await analyse(first.table, session, within))) continue;
      for (const hope of open) {
        const answer = await isFulfilled(hope, planner);
        if (answer !== null) answers.set(hope, answer);
      }
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

/** null where it cannot be planned. */
async function isFulfilled(hope: Hope, planner: MeasuredSession): Promise<boolean | null> {
  return unlessRefused(async () => hope.isFulfilled(await planner.plan(hope.own)), null);
}

/** Runs the user's code too, such as functions in expression indexes, which may fail. */
async function analyse({ schema, name }: Hope['table'], session: Session, within: AbortSignal) {
  const cancel = () => void session.cancel().catch(() => {});
  within.addEventListener('abort', cancel, { once: true });
  try {
    return await unlessRefused(async () => {
      await session.execute(`analyze ${quoteIdentifier(schema)}.${quoteIdentifier(name)}`);
      return true;
    }, false);
  } finally {
    within.removeEventListener('abort', cancel);
  }
}

async function unlessRefused<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.lost) throw error;
    return otherwise;
  }
}

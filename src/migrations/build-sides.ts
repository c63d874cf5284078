import type { Policy } from '../config/index.ts';
import { PlangateError } from '../errors.ts';
import { type Database, DatabaseError, type Server } from '../postgres/index.ts';
import type { Progress } from '../progress.ts';
import type { Side } from '../workspace/index.ts';
import {
  buildSide,
  type ReadSide,
  readScripts,
  readSide,
  runScripts,
  type Surroundings,
} from './build-side.ts';
import { chooseWay } from './choose-way.ts';
import { type ClusterWide, databaseNamedIn, findClusterWide, findReachingOut } from './cluster-wide.ts';
import { createExtensions } from './extensions.ts';
import { makeTwin } from './make-twin.ts';
import type { Script } from './script.ts';
import { settle, settleBoth, settleChanges, statesOf } from './settle.ts';
import { planSide, type SidePlan } from './side-plan.ts';
import { diskFull, makeRoom } from './statement-error.ts';
import type { BuiltSides, SideInput } from './types.ts';

/** What the databases are called when no file names them. Two databases on one server need two names. */
const ownName = 'plangate';
const cloneName = 'plangate_head';

/**
 * Builds the databases of both sides: once and cloned where head only adds migrations, else each from scratch on a
 * server of its own, because roles, tablespaces and settings are shared by all databases of one. On a server that is not
 * plangate's own both are built side by side, and what would change the server itself is refused.
 * Throws a PlangateError (configuration, migration, seed, server), or the signal's reason.
 */
export async function buildSides(
  server: Server,
  inputs: Readonly<Record<Side, SideInput>>,
  policy: Policy,
  progress: Progress,
  signal: AbortSignal,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<BuiltSides> {
  return telling(server, { progress, signal, environment }, surroundings =>
    build(server, planSide(inputs.base), planSide(inputs.head), policy, surroundings),
  );
}

/** Head's database alone, to look at a plan that is compared with nothing; what it throws is as above. */
export async function buildHead(
  server: Server,
  head: SideInput,
  policy: Policy,
  progress: Progress,
  signal: AbortSignal,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<{ readonly head: Database; readonly warnings: readonly string[] }> {
  return telling(server, { progress, signal, environment }, async surroundings => {
    const side = await readSide(planSide(head));
    if (!server.isThrowAway) refuseClusterWide(scriptsOf(side));
    const database = await server.createDatabase(databaseNamedIn(scriptsOf(side)) ?? ownName);
    await createExtensions(database, policy.postgres.extensions, signal);
    await buildSide(database, side, surroundings);
    await during(progress, 'Vacuuming and analysing head', () => settle(database, 'head', signal));
    return { head: database, warnings: await server.changesBeside() };
  });
}

/** Adds what steps have to say to what `work` gives, and puts errors into words. */
async function telling<T extends { readonly warnings: readonly string[] }>(
  server: Server,
  given: Omit<Surroundings, 'warn'>,
  work: (surroundings: Surroundings) => Promise<T>,
): Promise<T> {
  const { signal } = given;
  signal.throwIfAborted();
  const told: string[] = [];
  try {
    const made = await work({ ...given, warn: text => void told.push(text) });
    return { ...made, warnings: [...told, ...made.warnings] };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DatabaseError) throw await serverError(server, error);
    // What a command printed before may be why the next step fails.
    throw error instanceof PlangateError && told.length > 0 ? withDetails(error, told) : error;
  }
}

async function build(
  server: Server,
  base: SidePlan,
  head: SidePlan,
  policy: Policy,
  surroundings: Surroundings,
): Promise<BuiltSides> {
  const way = chooseWay(base, head);
  const sides = { base: await readSide(base), head: await readSide(head) };
  if (!server.isThrowAway) refuseClusterWide([...scriptsOf(sides.base), ...scriptsOf(sides.head)]);
  if (way.kind === 'both') return buildBoth(server, sides, way.why, policy, surroundings);
  const added = await readScripts('migration', head, way.added);
  const shared = findClusterWide(added);
  if (shared !== null && server.second !== 'copy') {
    const why = `${shared.what} in ${shared.place} concerns the whole server: each side was built from scratch`;
    return buildBoth(server, sides, why, policy, surroundings);
  }
  return buildClone(server, sides.base, { added, shared }, way.why, policy, surroundings);
}

function withDetails(error: PlangateError, more: readonly string[]): PlangateError {
  const { kind, place, problem, remedy, details } = error;
  return new PlangateError({
    kind,
    place,
    problem,
    remedy,
    details: [details, ...more].filter(text => text !== '').join('\n'),
    cause: error,
  });
}

/** What no file of the repository is to blame for. */
async function serverError(server: Server, error: DatabaseError): Promise<PlangateError> {
  return new PlangateError({
    kind: 'server',
    place: 'PostgreSQL',
    problem: `The databases could not be made: ${error.message}.`,
    remedy:
      error.fields.code === diskFull
        ? makeRoom
        : 'The end of the log below says why; memory and disk are the usual reasons.',
    details: await server.logTail(),
    cause: error,
  });
}

/** Roles and settings of a server that others use must not be changed, and would be there when the run is over. */
function refuseClusterWide(scripts: readonly Script[]): void {
  const shared = findClusterWide(scripts) ?? findReachingOut(scripts);
  if (shared === null) return;
  throw new PlangateError({
    kind: 'configuration',
    place: shared.place,
    problem: `${shared.what} reaches beyond the databases that plangate makes on the server of --database-url.`,
    remedy: 'Take an engine that starts a server of its own (docker, local, embedded), or a file without it.',
  });
}

async function buildClone(
  server: Server,
  side: ReadSide,
  { added, shared }: { readonly added: readonly Script[]; readonly shared: ClusterWide | null },
  why: string,
  policy: Policy,
  surroundings: Surroundings,
): Promise<BuiltSides> {
  const { progress, signal } = surroundings;
  const base = await server.createDatabase(databaseNamedIn([...scriptsOf(side), ...added]) ?? ownName);
  await createExtensions(base, policy.postgres.extensions, signal);
  await buildSide(base, side, surroundings);
  await during(progress, 'Vacuuming and analysing base', () => settle(base, 'base', signal));

  const second =
    shared === null ? null : await during(progress, 'Copying the server', () => server.startSecond());
  try {
    const head =
      second?.database(base.name) ??
      (await during(progress, 'Cloning base', () => server.cloneDatabase(base, cloneName)));
    const before = await statesOf(head, signal);
    const migrations = await runScripts('Migrating head', head, added, surroundings);
    const warnings =
      added.length === 0
        ? []
        : await during(progress, 'Analysing what changed', () =>
            settleChanges({ base, head }, before, signal),
          );
    const where = shared === null ? '' : `, on a second server for ${shared.what} in ${shared.place}`;
    return await built(
      {
        base,
        head,
        way: 'clone',
        why: `${why}${where}`,
        migrations,
        scripts: { base: scriptsOf(side), head: [...scriptsOf(side), ...added] },
        warnings,
      },
      server,
      second,
      signal,
    );
  } catch (error) {
    await second?.[Symbol.asyncDispose]();
    throw error;
  }
}

async function buildBoth(
  server: Server,
  sides: Readonly<Record<Side, ReadSide>>,
  why: string,
  policy: Policy,
  surroundings: Surroundings,
): Promise<BuiltSides> {
  const { progress, signal } = surroundings;
  // Started while nothing is in the first one, so that neither side sees what the other one makes.
  const second =
    server.second === null
      ? null
      : await during(progress, 'Starting a second server for head', () => server.startSecond());
  try {
    const name = databaseNamedIn([...scriptsOf(sides.head), ...scriptsOf(sides.base)]) ?? ownName;
    const build = async (on: Server, wish: string, side: Side) => {
      const database = await on.createDatabase(wish);
      await createExtensions(database, policy.postgres.extensions, signal);
      return { database, timed: await buildSide(database, sides[side], surroundings) };
    };
    const base = await build(server, name, 'base');
    const head = second === null ? await build(server, cloneName, 'head') : await build(second, name, 'head');
    const databases = { base: base.database, head: head.database };
    const warnings = await during(progress, 'Vacuuming and analysing both', () =>
      settleBoth(databases, signal),
    );
    return await built(
      {
        ...databases,
        way: 'both',
        why,
        migrations: [...base.timed, ...head.timed],
        scripts: { base: scriptsOf(sides.base), head: scriptsOf(sides.head) },
        warnings,
      },
      server,
      second,
      signal,
    );
  } catch (error) {
    await second?.[Symbol.asyncDispose]();
    throw error;
  }
}

/** In the order they run. */
function scriptsOf({ migrations, seed }: ReadSide): Script[] {
  return [migrations, seed].flatMap(step => ('scripts' in step ? step.scripts : []));
}

async function built(
  sides: Omit<BuiltSides, 'twin' | 'servers' | typeof Symbol.asyncDispose>,
  server: Server,
  second: Server | null,
  signal: AbortSignal,
): Promise<BuiltSides> {
  const twin = await makeTwin(server, sides.base, signal);
  // What was written reaches the disk now, not while a query is measured. Others' servers do so when they like.
  for (const database of server.isThrowAway ? [sides.base, sides.head] : []) await checkpoint(database);
  const warnings = [...sides.warnings, ...twin.warnings, ...(await server.changesBeside())];
  const servers = { base: server, head: second ?? server };
  return {
    ...sides,
    servers,
    twin: twin.database,
    warnings,
    [Symbol.asyncDispose]: async () => second?.[Symbol.asyncDispose](),
  };
}

async function checkpoint(database: Database): Promise<void> {
  await using session = await database.connect();
  await session.execute('checkpoint');
}

async function during<T>(progress: Progress, title: string, work: () => Promise<T>): Promise<T> {
  const step = progress.step(title);
  try {
    const result = await work();
    step.done();
    return result;
  } catch (error) {
    step.done('failed');
    throw error;
  }
}

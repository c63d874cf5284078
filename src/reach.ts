import type { GivenUrl, Policy, Source } from './config/index.ts';
import { buildSides, type SideInput, type Sides, takeBoth, takeHead } from './migrations/index.ts';
import {
  type FoundDatabase,
  type Instance,
  reachServer,
  type Server,
  startServer,
  sweepAbandonedServers,
} from './postgres/index.ts';
import type { Progress } from './progress.ts';
import type { Side } from './workspace/index.ts';

export interface ReachRequest {
  readonly source: Source;
  readonly postgres: Policy['postgres'];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** From where npm packages of the user's are looked for. */
  readonly directory: string;
}

/** What was reached, whichever way the user chose: a server to build on, or databases to take as they are. */
export type Reached = AsyncDisposable & { readonly instance: Instance } & (
    | { readonly kind: 'server'; readonly server: Server }
    | { readonly kind: 'head'; readonly head: FoundDatabase }
    | { readonly kind: 'both'; readonly base: FoundDatabase; readonly head: FoundDatabase }
  );

/** Gets PostgreSQL where the user wants it from. Throws a PlangateError (usage, configuration, server). */
export async function reach(request: ReachRequest, progress: Progress): Promise<Reached> {
  const { source, postgres, environment, directory } = request;
  // A run that starts no server of its own still clears away the folders of those that were killed.
  if (source.kind !== 'engine') await sweepAbandonedServers();
  switch (source.kind) {
    case 'engine': {
      const server = await startServer(
        { ...postgres, engine: source.engine, environment, directory },
        progress,
      );
      return onServer(server);
    }
    case 'url': {
      const found = await reachServer({ ...postgres, ...source, environment }, progress);
      if ('createDatabase' in found) return onServer(found);
      return {
        kind: 'head',
        instance: found.server,
        head: found,
        [Symbol.asyncDispose]: () => found[Symbol.asyncDispose](),
      };
    }
    case 'two-urls': {
      const one = async (given: GivenUrl) => {
        // Branches of one production may differ in version, which the report says; they need not be the wanted one.
        const readOnlyWhy = 'two databases that are given are compared as they are';
        const wanted = { ...postgres, version: null, ...given, isReadOnly: true, readOnlyWhy, environment };
        return asFound(await reachServer(wanted, progress), given);
      };
      const base = await one(source.base);
      try {
        return both(base, await one(source.head));
      } catch (error) {
        await base[Symbol.asyncDispose]();
        throw error;
      }
    }
  }
}

function both(base: FoundDatabase, head: FoundDatabase): Reached {
  return {
    kind: 'both',
    instance: head.server,
    base,
    head,
    async [Symbol.asyncDispose]() {
      await head[Symbol.asyncDispose]();
      await base[Symbol.asyncDispose]();
    },
  };
}

function onServer(server: Server): Reached {
  return {
    kind: 'server',
    instance: server,
    server,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function asFound(found: Server | FoundDatabase, { place }: GivenUrl): FoundDatabase {
  if ('createDatabase' in found) throw new Error(`${place} was to be read only`);
  return found;
}

/** The databases of both sides on what was reached. */
export async function sidesOf(
  reached: Reached,
  inputs: Readonly<Record<Side, SideInput>>,
  policy: Policy,
  progress: Progress,
  signal: AbortSignal,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Sides> {
  switch (reached.kind) {
    case 'server':
      return buildSides(reached.server, inputs, policy, progress, signal, environment);
    case 'head':
      return takeHead(reached.head);
    case 'both':
      return takeBoth(reached.base, reached.head);
  }
}

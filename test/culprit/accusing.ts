import { compare } from '../../src/comparison/index.ts';
import { defaultPolicy } from '../../src/config/index.ts';
import { type CaseCulprit, type CulpritLimits, findCulprits } from '../../src/culprit/index.ts';
import { measure, pairCases, resolveParameters } from '../../src/measurement/index.ts';
import { buildSides } from '../../src/migrations/index.ts';
import type { Server } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
import { readQueries } from '../../src/queries/index.ts';
import { judge } from '../../src/verdict/index.ts';
import type { Side } from '../../src/workspace/index.ts';
import { empty, type Files, folders } from '../migrations/builder.ts';
import { makeTree } from '../support/tree.ts';

/** What base and head are made of: SQL below `db/migrations` and `db/queries`, and `db/seed*.sql`. */
export interface Accusation {
  readonly base: Files;
  /** What head has otherwise; null takes a file away. */
  readonly head: Readonly<Record<string, string | null>>;
  readonly seed?: { readonly command: string };
  readonly signal?: AbortSignal;
  /** Called when the search begins. */
  readonly began?: () => void;
  readonly limits?: CulpritLimits;
}

export interface Accused {
  /** By `query`, or `query (parameters)`. */
  readonly cases: Readonly<Record<string, CaseCulprit>>;
  readonly warnings: readonly string[];
  /** Databases of the server after it was done, beside those of both sides. */
  readonly left: readonly string[];
}

/** A busy machine finds no less, only later. */
const patient: CulpritLimits = { time: 100_000, cases: 10, size: 2 * 1024 ** 3 };

/** Builds both sides, measures and judges their queries, and looks for what moved them. Leaves the server empty. */
export async function accuse(server: Server, accusation: Accusation): Promise<Accused> {
  const { signal = new AbortController().signal } = accusation;
  const files = Object.entries({ ...accusation.base, ...accusation.head });
  const kept = files.filter((entry): entry is [string, string] => entry[1] !== null);
  await using baseTree = await makeTree('base', accusation.base);
  await using headTree = await makeTree('head', Object.fromEntries(kept));
  const sources = { ...folders, queries: ['db/queries/*.sql'], seed: accusation.seed ?? folders.seed };
  const inputs = { base: { tree: baseTree, sources }, head: { tree: headTree, sources } };
  const policy = {
    ...defaultPolicy,
    samples: 7,
    samplesWanted: () => 0,
    isClear: () => true,
    showValues: false,
    extensions: [],
  };
  try {
    await using sides = await buildSides(server, inputs, policy, silent, new AbortController().signal);
    const read = (side: Side) => readQueries(inputs[side].tree, sources.queries);
    const queries = { base: await read('base'), head: await read('head') };
    const resolved = await resolveParameters(queries.base, queries.head, sides, false);
    const pairs = pairCases(queries.base, queries.head, resolved);
    const results = await measure(pairs, sides, policy, silent, new AbortController().signal);
    const comparisons = results.map(result => compare(result, policy.tolerances));
    const { cases } = judge({ comparisons, findings: [], policy, today: '2027-01-01' });
    const before = await databasesOf(server);
    accusation.began?.();
    const found = await findCulprits(
      { cases, pairs, sides, settings: [], inputs, policy },
      silent,
      signal,
      accusation.limits ?? patient,
    );
    const after = await databasesOf(server);
    return {
      cases: Object.fromEntries(
        found.cases.map(each => [
          each.parameters === '' ? each.query : `${each.query} (${each.parameters})`,
          each,
        ]),
      ),
      warnings: found.warnings,
      left: after.filter(name => !before.includes(name)),
    };
  } finally {
    await empty(server);
  }
}

async function databasesOf(server: Server): Promise<readonly string[]> {
  await using session = await server.database('postgres').connect();
  return (await session.query<{ name: string }>('select datname as name from pg_database')).map(
    ({ name }) => name,
  );
}

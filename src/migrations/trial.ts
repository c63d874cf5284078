import type { Database, Session } from '../postgres/index.ts';
import { silent } from '../progress.ts';
import type { Statement } from '../sql/index.ts';
import type { Side } from '../workspace/index.ts';
import { type buildSide, type ReadStep, readSide, runScripts } from './build-side.ts';
import { findClusterWide } from './cluster-wide.ts';
import { createExtensions } from './extensions.ts';
import { runStatement } from './run-script.ts';
import type { Script } from './script.ts';
import { settleTrial, settleWhole, statesOf } from './settle.ts';
import { planSide } from './side-plan.ts';
import type { SideInput } from './types.ts';

/** What a side runs: files in order, or null where a command does it, which cannot be taken apart. */
export interface StepFiles {
  readonly migrations: readonly Script[] | null;
  readonly seed: readonly Script[] | null;
}

/** Reads what both sides run, to run it otherwise: in part, or mixed. */
export async function readBoth(
  inputs: Readonly<Record<Side, SideInput>>,
): Promise<Readonly<Record<Side, StepFiles>>> {
  const read = async (input: SideInput): Promise<StepFiles> => {
    const { migrations, seed } = await readSide(planSide(input));
    return { migrations: filesOf(migrations), seed: filesOf(seed) };
  };
  return { base: await read(inputs.base), head: await read(inputs.head) };
}

function filesOf(step: ReadStep): readonly Script[] | null {
  return 'command' in step ? null : step.scripts;
}

/** Whether files change what all databases of a server share, so that a trial of them needs one of its own. */
export function needsOwnServer(scripts: readonly Script[]): boolean {
  return findClusterWide(scripts) !== null;
}

/** Runs files on a copy of a settled database and settles what they changed. */
export async function applyScripts(
  database: Database,
  scripts: readonly Script[],
  signal: AbortSignal,
): Promise<void> {
  if (scripts.length === 0) return;
  const before = await statesOf(database, signal);
  await runScripts('', database, scripts, quiet(signal));
  await settleTrial(database, before, signal);
}

/** Builds an empty database of files that neither side runs together, and settles it. */
export async function buildMixture(
  database: Database,
  migrations: readonly Script[],
  seed: readonly Script[],
  extensions: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  await createExtensions(database, extensions, signal);
  await runScripts('', database, [...migrations, ...seed], quiet(signal));
  await settleWhole(database, signal);
}

/** Trials say nothing of themselves. */
function quiet(signal: AbortSignal): Parameters<typeof buildSide>[2] {
  return { progress: silent, signal, environment: {}, warn() {} };
}

/**
 * One file on a copy of a settled database, as many of its statements at a time as is asked for. What stands inside a
 * transaction is committed statement by statement, so that another session sees what each of them did.
 */
export class StatementRun implements AsyncDisposable {
  readonly #database: Database;
  readonly #script: Script;
  readonly #session: Session;
  readonly #signal: AbortSignal;

  static async open(database: Database, script: Script, signal: AbortSignal): Promise<StatementRun> {
    const session = await database.connect({ applicationName: 'plangate trial' });
    try {
      await session.execute('select setseed(0.5)');
      return new StatementRun(database, script, session, signal);
    } catch (error) {
      await session[Symbol.asyncDispose]();
      throw error;
    }
  }

  private constructor(database: Database, script: Script, session: Session, signal: AbortSignal) {
    this.#database = database;
    this.#script = script;
    this.#session = session;
    this.#signal = signal;
  }

  /** Runs the statements and settles what they changed. */
  async run(statements: readonly Statement[]): Promise<void> {
    const signal = this.#signal;
    const before = await statesOf(this.#database, signal);
    const cancel = () => void this.#session.cancel().catch(() => {});
    signal.addEventListener('abort', cancel, { once: true });
    try {
      for (const statement of statements) {
        signal.throwIfAborted();
        await runStatement(this.#session, this.#script, statement);
      }
      // A session hands over its counts of changed rows when it ends; this one goes on. 14 does so each half second.
      const is14 = this.#database.server.version.major < 15;
      await this.#session.execute(is14 ? 'select pg_sleep(0.6)' : 'select pg_stat_force_next_flush()');
    } finally {
      signal.removeEventListener('abort', cancel);
    }
    await settleTrial(this.#database, before, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session[Symbol.asyncDispose]();
  }
}

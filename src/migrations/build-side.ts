import type { Database } from '../postgres/index.ts';
import type { Progress } from '../progress.ts';
import { commandEnvironment } from './command-environment.ts';
import { runCommand } from './run-command.ts';
import { runScript } from './run-script.ts';
import { readScript, type Script, type ScriptKind } from './script.ts';
import type { SidePlan, Step } from './side-plan.ts';
import type { TimedMigration } from './types.ts';

/** What building needs besides the plan. */
export interface Surroundings {
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Takes what the report should say of how the building went. */
  readonly warn: (text: string) => void;
  /** Where external commands' environment is taken from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A step with its files read. */
export type ReadStep = { readonly scripts: readonly Script[] } | { readonly command: string };

export interface ReadSide {
  readonly plan: SidePlan;
  readonly migrations: ReadStep;
  readonly seed: ReadStep;
}

/** Reads every file that a side runs, so that what is wrong in them is told before anything runs. */
export async function readSide(plan: SidePlan): Promise<ReadSide> {
  const read = async (kind: ScriptKind, step: Step): Promise<ReadStep> =>
    'command' in step ? step : { scripts: await readScripts(kind, plan, step.files) };
  return { plan, migrations: await read('migration', plan.migrations), seed: await read('seed', plan.seed) };
}

export async function readScripts(
  kind: ScriptKind,
  plan: SidePlan,
  files: readonly string[],
): Promise<Script[]> {
  const scripts: Script[] = [];
  for (const file of files) scripts.push(await readScript(kind, plan.tree, file));
  return scripts;
}

/** Migrates and seeds an empty database. */
export async function buildSide(
  database: Database,
  side: ReadSide,
  surroundings: Surroundings,
): Promise<TimedMigration[]> {
  const { plan, migrations, seed } = side;
  const name = plan.tree.side;
  if (plan.prepare !== null && ('command' in migrations || 'command' in seed)) {
    await runOne(`Preparing ${name}`, 'prepare', plan.prepare, 'migration', database, plan, surroundings);
  }
  const timed =
    'command' in migrations
      ? [
          await runOne(
            `Migrating ${name}`,
            'migrations.command',
            migrations.command,
            'migration',
            database,
            plan,
            surroundings,
          ),
        ]
      : await runScripts(`Migrating ${name}`, database, migrations.scripts, surroundings);
  if ('command' in seed)
    await runOne(`Seeding ${name}`, 'seed.command', seed.command, 'seed', database, plan, surroundings);
  else await runScripts(`Seeding ${name}`, database, seed.scripts, surroundings);
  return timed;
}

/** Runs files in turn and gives how long each took. */
export async function runScripts(
  title: string,
  database: Database,
  scripts: readonly Script[],
  { progress, signal }: Surroundings,
): Promise<TimedMigration[]> {
  if (scripts.length === 0) return [];
  const timed: TimedMigration[] = [];
  const step = progress.step(title);
  try {
    for (const [index, script] of scripts.entries()) {
      const place = `${script.file} (${index + 1} of ${scripts.length})`;
      step.update(place);
      const milliseconds = await runScript(
        database,
        script,
        detail => step.update(`${place}, ${detail}`),
        signal,
      );
      timed.push({ side: script.side, file: script.file, milliseconds });
    }
  } catch (error) {
    step.done('failed');
    throw error;
  }
  const total = timed.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  step.done(`${timed.length} file${timed.length === 1 ? '' : 's'} in ${(total / 1000).toFixed(1)} s`);
  return timed;
}

async function runOne(
  title: string,
  key: string,
  command: string,
  kind: ScriptKind,
  database: Database,
  plan: SidePlan,
  { progress, signal, environment, warn }: Surroundings,
): Promise<TimedMigration> {
  const { side } = plan.tree;
  const step = progress.step(`${title} with ${command}`);
  const password = database.environment.PGPASSWORD ?? '';
  try {
    const folder = await plan.tree.writeOut();
    const request = {
      command,
      key,
      kind,
      side,
      folder,
      environment: commandEnvironment(environment, database.environment),
      secrets: [password, encodeURIComponent(password)],
    };
    const { milliseconds, errors } = await runCommand(request, detail => step.update(detail), signal);
    if (errors.length > 0) {
      const lines = errors.map(line => line.replace(/\s+/g, ' ')).join(' | ');
      warn(
        `${key} ended well on ${side}, and printed errors: ${lines}. psql goes on after an error unless it is called with -v ON_ERROR_STOP=1.`,
      );
    }
    step.done(`${(milliseconds / 1000).toFixed(1)} s`);
    return { side, file: command, milliseconds };
  } catch (error) {
    step.done('failed');
    throw error;
  }
}

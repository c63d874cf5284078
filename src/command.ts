import { resolve } from 'node:path';
import { parseArguments } from './config/index.ts';
import { describeError } from './errors.ts';
import { explainCommand } from './explain-command.ts';
import { Interruption, onInterruption } from './interruption.ts';
import { silent } from './progress.ts';
import { renderTerminal } from './report/index.ts';
import { rulesCommand } from './rules-command.ts';
import { run } from './run.ts';
import { terminalProgress } from './terminal-progress.ts';
import { exitCode } from './verdict/index.ts';
import { version } from './version.ts';
import { writeReports } from './write-reports.ts';

/** The parts of Node's `process` that the command line uses. */
export type CommandProcess = Pick<
  NodeJS.Process,
  'argv' | 'env' | 'cwd' | 'stdin' | 'stdout' | 'stderr' | 'on' | 'off' | 'exit'
>;

/**
 * The command line. The terminal report goes to stdout, with the error if there was one; progress goes to stderr, and
 * so do errors of the command line itself.
 * Returns the exit code: 0 for pass and warn, 1 for fail, 2 when plangate could not do its job, 130 and 143 for signals.
 */
export async function main(process: CommandProcess): Promise<number> {
  try {
    const command = parseArguments(process.argv.slice(2), process.env);
    if (command.command === 'version') process.stdout.write(`${version}\n`);
    else if (command.command === 'help') process.stdout.write(command.text);
    else if (command.command === 'explain')
      return await explainCommand(process, command, wantsColour(process));
    else if (command.command === 'rules') return await rulesCommand(process, command, wantsColour(process));
    else return await check(process, command.options);
    return 0;
  } catch (error) {
    process.stderr.write(`plangate: ${describeError(error)}\n`);
    return exitCode('error');
  }
}

type Options = Extract<ReturnType<typeof parseArguments>, { command: 'check' }>['options'];

async function check(process: CommandProcess, options: Options): Promise<number> {
  const controller = new AbortController();
  using _handlers = onInterruption(process, controller);
  const { report, error } = await run({
    options: { ...options, directory: resolve(process.cwd(), options.directory) },
    event: null,
    token: null,
    skipUnchanged: false,
    environment: process.env,
    progress: options.quiet ? silent : terminalProgress(process.stderr, () => performance.now()),
    today: new Date(),
    signal: controller.signal,
  });
  const files = options.reports.map(file => resolve(process.cwd(), file));
  await writeReports(report, files, '--report');
  process.stdout.write(
    renderTerminal(report, {
      colour: wantsColour(process),
      width: process.stdout.columns ?? (Number(process.env.COLUMNS) || 100),
    }),
  );
  if (error instanceof Interruption) return error.exitCode;
  return exitCode(report.verdict);
}

/** Source: https://no-color.org and FORCE_COLOR as Node itself reads it. */
function wantsColour({ env, stdout }: CommandProcess): boolean {
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0';
  return stdout.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}

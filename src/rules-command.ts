import { resolve } from 'node:path';
import type { CommandProcess } from './command.ts';
import { type CommandLine, defaultPolicy, didYouMean, quoted, readPolicy } from './config/index.ts';
import { PlangateError } from './errors.ts';
import { silent } from './progress.ts';
import { type RulesInForce, renderRule, renderRules } from './report/index.ts';
import { rules } from './rules/index.ts';
import { openWorkspace } from './workspace/index.ts';

type Rules = Extract<CommandLine, { command: 'rules' }>;

/** `plangate rules`: all rules, or the page of one, as this repository has them in force. Returns the exit code. */
export async function rulesCommand(
  process: CommandProcess,
  command: Rules,
  colour: boolean,
): Promise<number> {
  const { stdout, env } = process;
  const known = Object.values(rules).map(({ id }) => id);
  const id = known.find(each => each === command.rule);
  if (command.rule !== null && id === undefined)
    throw new PlangateError({
      kind: 'usage',
      place: 'plangate rules',
      problem: `${quoted(command.rule)} is not a rule.`,
      remedy: `${didYouMean(command.rule, known)}plangate rules lists them.`,
    });
  const inForce = await rulesInForce(process, command);
  const options = { colour, width: stdout.columns ?? (Number(env.COLUMNS) || 100) };
  stdout.write(id === undefined ? renderRules(inForce, options) : renderRule(id, inForce, options));
  return 0;
}

/** What plangate.yml says in the working tree; the defaults where there is none, and outside of a repository. */
async function rulesInForce(process: CommandProcess, { directory, config }: Rules): Promise<RulesInForce> {
  try {
    await using workspace = await openWorkspace(
      {
        directory: resolve(process.cwd(), directory),
        base: 'HEAD',
        head: null,
        event: null,
        token: null,
        environment: process.env,
        signal: new AbortController().signal,
      },
      silent,
    );
    const { file, policy } = await readPolicy(workspace.head, config);
    return { file, rules: policy.rules };
  } catch (error) {
    const isElsewhere = error instanceof PlangateError && error.kind === 'repository' && directory === '.';
    if (!isElsewhere) throw error;
    return { file: null, rules: defaultPolicy.rules };
  }
}

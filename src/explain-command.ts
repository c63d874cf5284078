import { readFile, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { CommandProcess } from './command.ts';
import { type CommandLine, defaultPolicy } from './config/index.ts';
import { describeError, PlangateError } from './errors.ts';
import { type Explained, type ExplainRequest, explainQuery, findingsOf } from './explain-query.ts';
import { Interruption, onInterruption } from './interruption.ts';
import { lonePlan } from './lone-plan.ts';
import { planWork, readPlan } from './plan/index.ts';
import { silent } from './progress.ts';
import { type Explanation, explanationsJson, renderExplanations } from './report/index.ts';
import { byCost, findFindings } from './rules/index.ts';
import { significantTokens } from './sql/index.ts';
import { terminalProgress } from './terminal-progress.ts';
import { translateError } from './translate-error.ts';
import { exitCode } from './verdict/index.ts';
import { version } from './version.ts';

type Explain = Extract<CommandLine, { command: 'explain' }>;

/** Bytes. V8 holds no longer text, and no plan that anybody could read comes near it. */
const largestFile = 256 * 1024 * 1024;

/**
 * `plangate explain`: a plan on stdout, with what is costly in it and what the rules see. Returns the exit code: 0
 * whatever is found, 2 when there is no plan, 130 and 143 for signals. Other errors are thrown.
 */
export async function explainCommand(
  process: CommandProcess,
  command: Explain,
  colour: boolean,
): Promise<number> {
  const { subject } = command;
  const file = resolve(process.cwd(), subject);
  if (subject === '-') {
    const text = await standardInput(process);
    if (isStatement(text)) return await query(process, command, colour, { file: null, text });
    return show(process, command.asJson, colour, { explanations: [await alone(text, '-')], warnings: [] });
  }
  if (await isFile(file)) {
    const text = await textOf(file, subject);
    if (extname(file) === '.sql' && !isPlan(text))
      return await query(process, command, colour, { file, text });
    return show(process, command.asJson, colour, {
      explanations: [await alone(text, subject)],
      warnings: [],
    });
  }
  if (/[\\/]|\.(?:json|txt|log|sql|plan|out)$/i.test(subject)) throw noFile(subject, 'There is no such file');
  return await query(process, command, colour, { query: subject });
}

const firstWords = new Set(['select', 'with', 'values', 'table', 'insert', 'update', 'delete', 'merge']);

/** Whether it begins as a statement; a plan of one may begin with `Insert on …`, and has costs, or is JSON. */
function isStatement(text: string): boolean {
  const [first] = significantTokens(text);
  if (first === undefined || /\(cost=|\(actual /.test(text)) return false;
  const word = text.slice(first.start, first.end).toLowerCase();
  return (word === '(' || firstWords.has(word)) && !isPlan(text);
}

/** What is thought of a plan that came without anything else. */
async function alone(text: string, name: string): Promise<Explanation> {
  const source = name === '-' ? 'standard input' : name;
  const plan = readPlan(text, source);
  const findings = await findFindings({
    comparisons: [lonePlan(plan, source)],
    catalogues: { base: { tables: [] }, head: { tables: [] } },
    rules: defaultPolicy.rules,
    hasBase: false,
  });
  const seen = findingsOf(source, '', findings);
  return { name: source, parameters: '', place: null, plan, work: planWork(plan), findings: seen };
}

/** Some keep what `psql -o` wrote under any name. */
function isPlan(text: string): boolean {
  try {
    readPlan(text, '');
    return true;
  } catch (error) {
    if (error instanceof PlangateError) return false;
    throw error;
  }
}

async function query(
  process: CommandProcess,
  { options, asJson }: Explain,
  colour: boolean,
  subject: ExplainRequest['subject'],
): Promise<number> {
  const controller = new AbortController();
  using _handlers = onInterruption(process, controller);
  const signal = AbortSignal.any([controller.signal, AbortSignal.timeout(options.timeLimit)]);
  const spoken = terminalProgress(process.stderr, () => performance.now());
  const progress = options.quiet ? silent : spoken;
  try {
    const explained = await explainQuery({
      subject,
      options: { ...options, directory: resolve(process.cwd(), options.directory) },
      environment: process.env,
      progress,
      signal,
    });
    // They are no progress, and JSON has them.
    if (!asJson) for (const warning of explained.warnings) spoken.info(warning);
    return show(process, asJson, colour, explained);
  } catch (error) {
    const cause = controller.signal.aborted ? controller.signal.reason : translateError(error).error;
    if (!(cause instanceof Interruption)) throw signal.aborted ? tooLong() : cause;
    process.stderr.write(`plangate: ${describeError(cause)}\n`);
    return cause.exitCode;
  }
}

function show(
  process: CommandProcess,
  asJson: boolean,
  colour: boolean,
  { explanations, warnings }: Explained,
): number {
  const sorted = explanations.map(each => ({
    ...each,
    findings: each.findings.toSorted(byCost),
  }));
  const { stdout, env } = process;
  const columns = stdout.columns ?? (Number(env.COLUMNS) || null);
  const text = asJson
    ? explanationsJson(sorted, warnings, version)
    : renderExplanations(sorted, { colour, width: columns ?? 100, planWidth: columns });
  stdout.write(text);
  return exitCode('pass');
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true;
}

async function textOf(path: string, name: string): Promise<string> {
  const { size } = await stat(path);
  if (size > largestFile) throw noFile(name, 'The file is larger than 256 MB');
  try {
    return decoded(await readFile(path));
  } catch (error) {
    throw noFile(
      name,
      `The file could not be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function standardInput({ stdin, stderr }: CommandProcess): Promise<string> {
  if (stdin.isTTY === true) stderr.write('plangate: paste the plan, then press Ctrl-D.\n');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > largestFile) throw noFile('standard input', 'It holds more than 256 MB');
    chunks.push(bytes);
  }
  return decoded(Buffer.concat(chunks));
}

/** UTF-8, or the UTF-16 that PowerShell's `>` writes. */
function decoded(bytes: Buffer): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes);
}

function noFile(name: string, problem: string): PlangateError {
  return new PlangateError({
    kind: 'usage',
    place: name,
    problem: `${problem}.`,
    remedy: 'Name a file that holds what EXPLAIN printed, a query file or a registered query.',
  });
}

function tooLong(): PlangateError {
  return new PlangateError({
    kind: 'time-limit',
    place: '--time-limit',
    problem: 'The query was not explained in the time that there is.',
    remedy: 'Raise the limit, or seed less data.',
  });
}

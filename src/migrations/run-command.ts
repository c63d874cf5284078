import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type ErrorKind, PlangateError } from '../errors.ts';
import type { Side } from '../workspace/index.ts';

export interface Command {
  /** As the user wrote it; a shell reads it. */
  readonly command: string;
  /** The key of plangate.yml it comes from, such as `migrations.command`. */
  readonly key: string;
  readonly kind: ErrorKind;
  readonly side: Side;
  /** Absolute path of the side's tree. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Texts that must not be shown. */
  readonly secrets: readonly string[];
}

/** Lines of output that an error quotes. */
const tailLength = 30;
const longestLine = 2_000;
/** ms between asking a command to end and killing it. */
const patience = 3_000;

/** What a command did that ended well. */
export interface CommandResult {
  readonly milliseconds: number;
  /** Lines that look like PostgreSQL's errors, a few of the first: psql goes on after them unless it is told not to. */
  readonly errors: readonly string[];
}

/** An error as psql and other clients of libpq print it. */
const errorLine = /^(?:psql:\S+: )?(?:ERROR|FATAL|PANIC): {2}/;
const mostErrors = 3;

/** Runs a command to its end. Its process group ends with it, and when `signal` aborts. */
export async function runCommand(
  request: Command,
  say: (detail: string) => void,
  signal: AbortSignal,
): Promise<CommandResult> {
  signal.throwIfAborted();
  const began = performance.now();
  const child = spawn('/bin/sh', ['-c', request.command], {
    cwd: request.folder,
    env: request.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const kill = () => endGroup(child, 'SIGKILL');
  let killer: NodeJS.Timeout | undefined;
  const abort = () => {
    endGroup(child, 'SIGTERM');
    killer = setTimeout(kill, patience);
  };
  process.once('exit', kill);
  signal.addEventListener('abort', abort, { once: true });
  const tail: string[] = [];
  const errors: string[] = [];
  const hear = (line: string) => {
    const shown = redacted(line, request.secrets).slice(0, longestLine);
    tail.push(shown);
    if (errors.length < mostErrors && errorLine.test(shown)) errors.push(shown);
    if (tail.length > tailLength) tail.shift();
    if (shown.trim() !== '') say(shown.trim());
  };
  try {
    const heard = Promise.all([lines(child.stdout, hear), lines(child.stderr, hear)]);
    const end = await ended(child);
    // What it left behind would keep its pipes open and the database busy.
    kill();
    await heard;
    signal.throwIfAborted();
    if (end !== null) throw failure(request, end, tail);
    return { milliseconds: performance.now() - began, errors };
  } finally {
    clearTimeout(killer);
    signal.removeEventListener('abort', abort);
    process.off('exit', kill);
  }
}

/** null when all is well, else how it ended. */
function ended(child: ChildProcess): Promise<string | null> {
  return new Promise(resolve => {
    child.once('error', error => resolve(`it could not be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      if (signal !== null) resolve(`it was ended by ${signal}`);
      else resolve(code === 0 ? null : `it ended with code ${code}`);
    });
  });
}

async function lines(stream: Readable | null, hear: (line: string) => void): Promise<void> {
  if (stream === null) return;
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }))
    hear(line);
}

function endGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}

function redacted(line: string, secrets: readonly string[]): string {
  return secrets.reduce((text, secret) => (secret === '' ? text : text.replaceAll(secret, '***')), line);
}

function failure(request: Command, end: string, tail: readonly string[]): PlangateError {
  return new PlangateError({
    kind: request.kind,
    place: request.key,
    problem: `"${request.command}" failed on ${request.side}: ${end}.`,
    remedy:
      'Run it in a fresh clone with an empty environment to see what it misses; its last lines are below.',
    details: tail.length === 0 ? '(no output)' : tail.join('\n'),
  });
}

import { open } from 'node:fs/promises';
import { PlangateError } from '../errors.ts';

/** More than this is never read from the end of a log, in bytes. */
const longest = 64 * 1024;

/** Lines of the log from byte `start` on, at most the last 64 kB. */
export async function linesOfLog(path: string, start = 0): Promise<string[]> {
  try {
    await using log = await open(path, 'r');
    const { size } = await log.stat();
    const position = Math.max(start, size - longest);
    const { buffer, bytesRead } = await log.read({
      position,
      buffer: Buffer.alloc(Math.max(0, size - position)),
    });
    return buffer
      .toString('utf8', 0, bytesRead)
      .split('\n')
      .filter(line => line !== '');
  } catch {
    return [];
  }
}

/** What the log says of a server that ended: the last line that tells a cause, with its DETAIL and HINT; null for none. */
export function causeOfEnd(lines: readonly string[]): string | null {
  const index = lines.findLastIndex(line =>
    /^(PANIC|LOG): .*|was terminated by signal|exited with exit code/.test(line),
  );
  void index;
  return null;
}

/** Why the server did not start, as the user should read it. */
export function startupError(
  lines: readonly string[],
  userSettings: Readonly<Record<string, string>>,
): PlangateError {
  const details = lines.slice(-20).join('\n');
  const fatal = lines.find(line => /^(FATAL|PANIC)/.test(line)) ?? '';
  const given = Object.keys(userSettings);
  const named = given.find(name => fatal.toLowerCase().includes(`"${name.toLowerCase()}"`));
  if (named !== undefined || given.length > 0) {
    return new PlangateError({
      kind: 'configuration',
      place: named === undefined ? 'postgres.settings' : `postgres.settings.${named}`,
      problem: 'PostgreSQL does not start with this setting.',
      remedy: 'Correct or remove it.',
      details,
    });
  }
  return new PlangateError({
    kind: 'server',
    place: 'PostgreSQL',
    problem: 'The server did not start.',
    remedy: 'The end of its log says why.',
    details,
  });
}

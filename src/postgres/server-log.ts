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

/**
 * What the log says of a server that ended by itself: the last line that tells a cause, with its DETAIL and HINT;
 * null when it tells none, as after SIGKILL.
 */
export function causeOfEnd(lines: readonly string[]): string | null {
  const index = lines.findLastIndex(line =>
    /\bPANIC: |\bLOG: .*(was terminated by signal|server process .* exited with exit code)/.test(line),
  );
  if (index === -1) return null;
  const more = lines.slice(index + 1, index + 3).filter(line => /\b(DETAIL|HINT): /.test(line));
  return [lines[index] ?? '', ...more].map(line => line.replace(/^.*?\b[A-Z]+:\s+/, '')).join('. ');
}

/** Why the server did not start, as the user should read it. */
export function startupError(
  lines: readonly string[],
  userSettings: Readonly<Record<string, string>>,
): PlangateError {
  const details = lines.slice(-20).join('\n');
  // An image's first server, which only initialises, ends what runs when it has done so.
  const fatal =
    lines
      .find(line => /\b(FATAL|PANIC): /.test(line) && !line.includes('due to administrator command'))
      ?.replace(/^.*?(FATAL|PANIC):\s+/, '') ?? '';
  const named = Object.entries(userSettings).find(setting => isAbout(fatal, setting));
  if (named !== undefined) {
    return new PlangateError({
      kind: 'configuration',
      place: `postgres.settings.${named[0]}`,
      problem: `PostgreSQL does not start: ${fatal}.`,
      remedy: 'Correct or remove the setting.',
      details,
    });
  }
  return new PlangateError({
    kind: 'server',
    place: 'PostgreSQL',
    problem: `The server did not start${fatal === '' ? '' : `: ${fatal}`}.`,
    remedy: 'The end of its log may say more:',
    details: details === '' ? 'The log is empty.' : details,
  });
}

/** Whether a message names the setting, or the library that it wants loaded. */
function isAbout(message: string, [name, value]: readonly [string, string]): boolean {
  const words = message.toLowerCase().split(/[^\w.]+/);
  if (words.includes(name.toLowerCase())) return true;
  const file = /could not access file "(.*)"/.exec(message)?.[1];
  return file !== undefined && /_preload_libraries$/i.test(name) && value.includes(file);
}

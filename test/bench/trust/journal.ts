import { appendFile, mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';

/** What is written while the harness works: progress for who waits, one JSON line for everything that needs a look. */
export interface Journal {
  readonly file: string;
  say(line: string): void;
  note(entry: Readonly<Record<string, unknown>>): Promise<void>;
}

/** @param started names the file */
export async function openJournal(started: Date): Promise<Journal> {
  const folder = resolve('.plangate', 'trust');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${started.toISOString().replaceAll(':', '-')}.jsonl`);
  const from = performance.now();
  return {
    file: relative(process.cwd(), path),
    say(line) {
      const seconds = ((performance.now() - from) / 1000).toFixed(0);
      process.stderr.write(`${seconds.padStart(5)} s  ${line}\n`);
    },
    note: entry => appendFile(path, `${JSON.stringify(entry)}\n`),
  };
}

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PlangateError } from './errors.ts';
import { readPageParts } from './page-parts.ts';
import { type FormatOptions, formatOf, type Report } from './report/index.ts';

/**
 * Writes the report to each of `files`, in the format that its ending names.
 *
 * @param place how the user named them: `--report` or `input report`
 * @throws PlangateError (usage) for a file that cannot be written
 */
export async function writeReports(
  report: Report,
  files: readonly string[],
  place: string,
  options: FormatOptions = {},
): Promise<void> {
  for (const file of files) {
    const text = formatOf(file).render(report, readPageParts, options);
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    } catch (error) {
      throw new PlangateError({
        kind: 'usage',
        place: `${place} ${file}`,
        problem: `The file could not be written: ${error instanceof Error ? error.message : String(error)}.`,
        remedy: 'Name a file in a folder that you may write to.',
        cause: error,
      });
    }
  }
}

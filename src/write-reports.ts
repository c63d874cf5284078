import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PlangateError } from './errors.ts';
import { formatOf, type Report } from './report/index.ts';

/** Writes the report to each of `files` in the format that its ending names. Throws a PlangateError (usage). */
export async function writeReports(report: Report, files: readonly string[], place: string): Promise<void> {
  for (const file of files) {
    const text = formatOf(file).render(report);
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

/** The report in every format, in `folder`: what a job keeps for later steps and for its artifact. */
export function everyFormat(folder: string) {
  return {
    json: join(folder, 'report.json'),
    markdown: join(folder, 'report.md'),
    html: join(folder, 'report.html'),
    sarif: join(folder, 'report.sarif'),
    junit: join(folder, 'report.xml'),
  };
}

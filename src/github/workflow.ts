import { randomUUID } from 'node:crypto';
import * as core from '@actions/core';
import type { LineAnnotation } from './check-run.ts';

/** GitHub's limit for one step's job summary, in bytes. */
const summaryLimit = 1024 * 1024;

/** Writes the job summary, replacing what this step has written before. */
export async function writeSummary(markdown: string): Promise<void> {
  if (Buffer.byteLength(markdown) > summaryLimit) {
    throw new RangeError(
      `the job summary has ${Buffer.byteLength(markdown)} bytes, GitHub takes ${summaryLimit}`,
    );
  }
  await core.summary.addRaw(markdown, true).write({ overwrite: true });
}

/** Sets the step's outputs; numbers as decimal text. */
export function setOutputs(outputs: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

/** Keeps `secret` out of every later line of the job's log. */
export function maskSecret(secret: string): void {
  if (secret !== '') core.setSecret(secret);
}

/** Fails the step with an annotation. The text is escaped for the workflow command by @actions/core. */
export function annotateFailure(message: string): void {
  core.setFailed(message);
}

/** Says what could not be reported, without changing the step's outcome. */
export function annotateTrouble(message: string): void {
  core.notice(message, { title: 'plangate' });
}

/** GitHub shows as many annotations of each kind for one step; the failure of the step is one of the errors. */
const mostOfAKind = { failure: 9, warning: 10, notice: 9 } as const;

const commands = { failure: core.error, warning: core.warning, notice: core.notice } as const;

/**
 * Annotations as workflow commands, for where there is no check run to put them on: the most severe ones within
 * GitHub's limits. @actions/core escapes them.
 * Source: https://docs.github.com/en/actions/reference/limits
 */
export function annotateLines(annotations: readonly LineAnnotation[]): void {
  const given = { failure: 0, warning: 0, notice: 0 };
  for (const { level, file, line, column, title, message } of annotations) {
    given[level] += 1;
    if (given[level] > mostOfAKind[level]) continue;
    const place = { file, startLine: line, ...(column === null ? {} : { startColumn: column }) };
    commands[level](message, { title, ...place });
  }
}

/** One line of the job's log, whatever is in `text`: no workflow command, which in the old syntax may stand anywhere in a line. */
export function logLine(text: string): void {
  core.info(`plangate: ${text.replace(/\s+/g, ' ').replaceAll('##[', '## [')}`);
}

/**
 * Until it is disposed, nothing that is written to stdout is read as a workflow command: names, SQL and error messages of
 * a pull request may look like one. Source: "Stopping and starting workflow commands" in
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function stopCommands(stdout: { write(text: string): unknown }): Disposable {
  const token = randomUUID();
  stdout.write(`::stop-commands::${token}\n`);
  return { [Symbol.dispose]: () => void stdout.write(`::${token}::\n`) };
}

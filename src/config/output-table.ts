/**
 * Every output of the Action once: the README's table is made from these rows, and a test holds action.yml to them.
 */
export interface OutputRow {
  /** In action.yml. */
  readonly output: string;
  readonly summary: string;
}

const row = <Name extends string>(output: Name, summary: string) => ({ output, summary });

export const outputTable = [
  row('verdict', 'pass, warn, fail or error.'),
  row('queries', 'How many cases were judged: queries, each with every set of parameters.'),
  row('regressions', 'How many cases fail: worse than base, over a budget, or broken.'),
  row('improvements', 'How many cases got better.'),
  row('report', 'Path of the JSON report.'),
  row('markdown', 'Path of the Markdown report, which the comment and the job summary show.'),
  row('html', 'Path of the HTML report: one file, to be opened in a browser.'),
  row('comment', 'Text of the comment, posted or not, as Markdown.'),
  row('artifact-url', 'Address of the artifact that holds every report; empty without one.'),
] as const satisfies readonly OutputRow[];

export type OutputName = (typeof outputTable)[number]['output'];

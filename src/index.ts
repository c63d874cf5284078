/**
 * plangate as a library: one run, its report, and the renderers of the report.
 */
export { type Options, parseArguments } from './config/index.ts';
export { type ErrorKind, PlangateError } from './errors.ts';
export { type Progress, type Step, silent } from './progress.ts';
export {
  type Report,
  renderJson,
  renderJunit,
  renderMarkdown,
  renderSarif,
  renderTerminal,
  reportSchema,
} from './report/index.ts';
export { type RunRequest, type RunResult, run } from './run.ts';
export { exitCode } from './verdict/index.ts';
export { version } from './version.ts';

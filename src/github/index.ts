/**
 * GitHub as the Action meets it: the job's event, the comment, the check run, annotations, the summary, the outputs.
 * It takes rendered text and computes no verdict.
 */
export { type CheckRun, checkTextLimit, type LineAnnotation, writeCheckRun } from './check-run.ts';
export { type Connection, connect, type Octokit } from './client.ts';
export {
  type CommentOutcome,
  type CommentRequest,
  commentLimit,
  commentMarker,
  keepComment,
  type Repository,
} from './comment.ts';
export { type Job, readJob } from './event.ts';
export { type Deed, describeTrouble } from './trouble.ts';
export {
  annotateFailure,
  annotateLines,
  annotateTrouble,
  maskSecret,
  setOutputs,
  stopCommands,
  writeSummary,
} from './workflow.ts';

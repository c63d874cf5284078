/**
 * GitHub as the Action meets it: the job's event, the comment, the summary, the outputs.
 * It takes rendered text and computes no verdict.
 */
export { type CommentOutcome, commentLimit, commentMarker, keepComment } from './comment.ts';
export { type Job, readJob, refuseForeignCode } from './event.ts';
export { describeTrouble } from './trouble.ts';
export {
  annotateFailure,
  annotateTrouble,
  maskSecret,
  setOutputs,
  stopCommands,
  writeSummary,
} from './workflow.ts';

/**
 * GitHub as the Action meets it: the job's event, the comment, the check run, annotations, the summary, the outputs.
 * It takes rendered text and computes no verdict.
 */
export { type ArtifactOutcome, uploadArtifact } from './artifact.ts';
export { artifactName } from './artifact-name.ts';
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
export { type Job, readJob, refuseForeignCode } from './event.ts';
export { type ForkReport, fetchForkReport } from './publish/fetch-fork-report.ts';
export { readWorkflowRun, type WorkflowRun } from './publish/workflow-run.ts';
export { type Deed, describeTrouble } from './trouble.ts';
export {
  annotateFailure,
  annotateLines,
  annotateTrouble,
  logLine,
  maskSecret,
  setOutputs,
  stopCommands,
  writeSummary,
} from './workflow.ts';

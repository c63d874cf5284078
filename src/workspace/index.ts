/**
 * The workspace: base and head of a pull request resolved to commits, read from git's objects, and
 * written out into a temporary folder when a command needs one.
 * It never moves HEAD, never touches the user's index, refs, hooks, configuration or files.
 */
export { openWorkspace } from './open-workspace.ts';
export type * from './types.ts';

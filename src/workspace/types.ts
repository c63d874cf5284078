/** One side of a pull request. */
export type Side = 'base' | 'head';

/**
 * The files of one side, as its commit holds them or, for the working tree, as they were when the workspace opened.
 * They are read from git's objects; a folder is only made for those who need one.
 */
export interface Tree {
  readonly side: Side;
  /** What the user or the event named, such as `main`, `HEAD^1`, `refs/pull/7/merge` or `working tree`. */
  readonly ref: string;
  /** The commit, or null for the working tree with uncommitted changes. */
  readonly sha: string | null;
  /** Paths of all regular files and of symbolic links to them, relative, with `/`, sorted by code unit. */
  readonly files: readonly string[];
  /**
   * The text of a file, symbolic links followed. Throws a PlangateError (repository) for what is no regular file of
   * this side, or not UTF-8.
   */
  read(path: string): Promise<string>;
  /** A hash of the file's content that is equal on both sides when the content is (git's blob id). null when absent. */
  hash(path: string): string | null;
  /**
   * Writes all files into a temporary folder, which takes about a millisecond for each, and gives its absolute path.
   * External commands run there. The first call writes, every other one gets the same folder. What a command makes
   * or changes in it is there for the commands after it, and never seen by `files`, `read` and `hash`.
   */
  writeOut(): Promise<string>;
}

/** Base and head, ready to be read. Disposing ends what still reads or writes, and deletes the temporary folder. */
export interface Workspace extends AsyncDisposable {
  /** Absolute path of the user's repository. */
  readonly repository: string;
  readonly base: Tree;
  readonly head: Tree;
  /** One line that says how base was found, such as `first parent of the merge commit refs/pull/7/merge`. */
  readonly why: string;
}

export interface WorkspaceRequest {
  /** Where to look for the repository; the top level is found from here. */
  readonly directory: string;
  /** Taken literally. null: from the event, else the merge base with the default branch. */
  readonly base: string | null;
  /** null: the working tree, or with an event the checked-out commit. */
  readonly head: string | null;
  /** The GitHub event, when there is one. */
  readonly event: RepositoryEvent | null;
  /** For fetching what a shallow clone lacks when the checkout kept no credentials. Secret. */
  readonly token: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * Ends git whenever it runs: what was asked for then throws the signal's reason. `openWorkspace` also deletes what
   * it has written so far.
   */
  readonly signal?: AbortSignal | undefined;
}

/** What of a GitHub event the workspace needs, already read from the event's file. */
export interface RepositoryEvent {
  readonly name: string;
  /** GITHUB_SHA */
  readonly sha: string;
  /** `pull_request.base.sha` / `.base.ref` / `.head.sha`; null on other events. */
  readonly pullRequest: {
    readonly number: number;
    readonly baseSha: string;
    readonly baseRef: string;
    readonly headSha: string;
  } | null;
  /** `merge_group.base_sha` / `.base_ref` / `.head_sha`, the ref without `refs/heads/`; null on other events. */
  readonly mergeGroup: {
    readonly baseSha: string;
    readonly baseRef: string;
    readonly headSha: string;
  } | null;
  /** The tag that was pushed or released, without `refs/tags/`; null on other events. */
  readonly tag: string | null;
  /** `before` of a push; null when it is all zeros or there is none. */
  readonly before: string | null;
  /** The repository's default branch, when the event says it. */
  readonly defaultBranch: string | null;
}

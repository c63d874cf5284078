/**
 * What GitHub says of each event, as far as anybody may read it: the variables of the job and the event's file.
 * Sources: https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 * and https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */

/** `fork` is a pull_request of a fork, `tag` the push of one; a `foreign_run` is a workflow_run that follows a fork's. */
export const events = [
  'pull_request',
  'fork',
  'pull_request_target',
  'merge_group',
  'push',
  'tag',
  'release',
  'workflow_dispatch',
  'schedule',
  'workflow_run',
  'foreign_run',
] as const;

export type EventKind = (typeof events)[number];

/** The commits of a pull request, number 7, of the branch `branch`, and of what comes of it. */
export interface EventCommits {
  readonly base: string;
  readonly head: string;
  /** Of refs/pull/7/merge; of the merge group; of main after the pull request was merged; of the tag `released`. */
  readonly merge: string;
  readonly branch: string;
}

export interface GitHubEvent {
  /** GITHUB_EVENT_NAME */
  readonly name: string;
  /** GITHUB_REF and GITHUB_SHA: what actions/checkout checks out. */
  readonly ref: string;
  readonly sha: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export const repositoryName = 'octo/registry';
export const forkName = 'mallory/registry';
/** The tag of base, and that of what was merged. */
export const tags = { previous: 'v1.0.0', released: 'v1.1.0' } as const;

export function queueBranch({ base }: EventCommits): string {
  return `gh-readonly-queue/main/pr-7-${base}`;
}

/** `action` of a pull request: opened, synchronize or reopened. */
export function githubEvent(kind: EventKind, commits: EventCommits, action = 'synchronize'): GitHubEvent {
  const { base, head, merge } = commits;
  const common = { repository: repository(repositoryName), sender: account('ada') };
  const onMain = { ref: 'refs/heads/main', sha: merge };
  switch (kind) {
    case 'pull_request':
    case 'fork': {
      const pull = pullRequest(commits, kind === 'fork');
      const before = action === 'synchronize' ? { before: base, after: head } : {};
      const payload = { action, number: 7, ...before, pull_request: pull, ...common };
      return { name: 'pull_request', ref: 'refs/pull/7/merge', sha: merge, payload };
    }
    case 'pull_request_target': {
      const payload = { action, number: 7, pull_request: pullRequest(commits, true), ...common };
      return { name: kind, ref: 'refs/heads/main', sha: base, payload };
    }
    case 'merge_group': {
      const ref = `refs/heads/${queueBranch(commits)}`;
      const group = { head_sha: merge, head_ref: ref, base_sha: base, base_ref: 'refs/heads/main' };
      const merge_group = { ...group, head_commit: commit(merge) };
      return { name: kind, ref, sha: merge, payload: { action: 'checks_requested', merge_group, ...common } };
    }
    case 'push': {
      const change = { before: base, after: merge, created: false, deleted: false, forced: false };
      const payload = { ref: 'refs/heads/main', base_ref: null, ...change, head_commit: commit(merge) };
      return { name: kind, ...onMain, payload: { ...payload, ...common } };
    }
    case 'tag': {
      const ref = `refs/tags/${tags.released}`;
      const change = { before: '0'.repeat(40), after: merge, created: true, deleted: false, forced: false };
      const payload = { ref, base_ref: 'refs/heads/main', ...change, head_commit: commit(merge), ...common };
      return { name: 'push', ref, sha: merge, payload };
    }
    case 'release': {
      const names = { id: 1, tag_name: tags.released, target_commitish: 'main', name: tags.released };
      const release = { ...names, draft: false, prerelease: false, author: account('ada'), body: '' };
      const payload = { action: 'published', release, ...common };
      return { name: kind, ref: `refs/tags/${tags.released}`, sha: merge, payload };
    }
    case 'workflow_dispatch': {
      const workflow = '.github/workflows/plangate.yml';
      return { name: kind, ...onMain, payload: { inputs: null, ref: onMain.ref, workflow, ...common } };
    }
    case 'schedule': {
      const payload = { schedule: '0 3 * * *', workflow: '.github/workflows/plangate.yml', ...common };
      return { name: kind, ...onMain, payload };
    }
    case 'workflow_run':
    case 'foreign_run': {
      const isForeign = kind === 'foreign_run';
      const run = {
        id: 5001,
        name: 'plangate',
        path: '.github/workflows/plangate.yml',
        run_number: 12,
        run_attempt: 1,
        event: 'pull_request',
        status: 'completed',
        conclusion: 'success',
        head_branch: commits.branch,
        head_sha: head,
        head_commit: commit(head),
        head_repository: repository(isForeign ? forkName : repositoryName),
        repository: repository(repositoryName),
        // Empty for a fork.
        pull_requests: isForeign ? [] : [{ id: 70, number: 7, head: { ref: commits.branch, sha: head } }],
        html_url: `https://github.com/${repositoryName}/actions/runs/5001`,
      };
      const payload = { action: 'completed', workflow_run: run, workflow: { id: 9, name: 'plangate' } };
      return { name: 'workflow_run', ref: 'refs/heads/main', sha: base, payload: { ...payload, ...common } };
    }
  }
}

function pullRequest({ base, head, merge, branch }: EventCommits, isFork: boolean) {
  const from = isFork ? forkName : repositoryName;
  const [owner = ''] = from.split('/');
  return {
    id: 70,
    number: 7,
    state: 'open',
    draft: false,
    title: 'A change',
    html_url: `https://github.com/${repositoryName}/pull/7`,
    user: account(isFork ? 'mallory' : 'ada'),
    merge_commit_sha: merge,
    base: { label: 'octo:main', ref: 'main', sha: base, repo: repository(repositoryName) },
    head: { label: `${owner}:${branch}`, ref: branch, sha: head, repo: repository(from) },
  };
}

function repository(full_name: string) {
  const [owner = '', name = ''] = full_name.split('/');
  const html_url = `https://github.com/${full_name}`;
  const isFork = full_name === forkName;
  return {
    id: isFork ? 2 : 1,
    name,
    full_name,
    html_url,
    owner: account(owner),
    fork: isFork,
    default_branch: 'main',
  };
}

function account(login: string) {
  return { login, id: login.length, type: 'User', html_url: `https://github.com/${login}` };
}

function commit(id: string) {
  const author = { name: 'Author', email: 'author@example.org' };
  return {
    id,
    tree_id: id,
    message: 'A change',
    timestamp: '2026-01-15T09:00:00Z',
    author,
    committer: author,
  };
}

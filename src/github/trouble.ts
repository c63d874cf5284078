/** What plangate writes to GitHub, and what the token must be allowed for it. */
const deeds = {
  comment: { words: 'The comment', permission: 'pull-requests: write' },
  check: { words: 'The check run', permission: 'checks: write' },
  artifact: { words: 'The artifact', permission: null },
  summary: { words: 'The job summary', permission: null },
  publish: { words: 'The report of the pull request', permission: 'actions: read' },
} as const;

export type Deed = keyof typeof deeds;

/**
 * What to tell a maintainer when GitHub would not take something. The verdict stands: reporting trouble never
 * turns a pass into a failure or a failure into a pass.
 *
 * @param isFork whether the pull request is from a fork, whose token can only read
 */
export function describeTrouble(deed: Deed, error: unknown, isFork = false): string {
  const { words, permission } = deeds[deed];
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  const message = (error instanceof Error ? error.message : String(error)).split('\n')[0];
  const what = `${words} could not be written`;
  if (status === 401)
    return `${what}: GitHub did not accept the token (401): ${message}. Check the input "token".`;
  if ((status !== 403 && status !== 404) || isLimit(message)) return `${what}: ${message}`;
  if (isFork) {
    return (
      `${what} (${status}): pull requests from forks have a token that can only read. The report is in the job ` +
      'summary and the artifact; a second workflow can publish it: https://github.com/plangate/plangate#forks'
    );
  }
  if (permission === null) return `${what} (${status}): ${message}`;
  return (
    `${what}: GitHub refused it (${status}): ${message}. The token may lack a permission; add to the job:\n` +
    `permissions:\n  contents: read\n  ${permission}`
  );
}

/** A rate limit is a 403 too, and no permission helps. */
function isLimit(message: string | undefined): boolean {
  return /\brate limit\b/i.test(message ?? '');
}

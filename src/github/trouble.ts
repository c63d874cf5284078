/**
 * What to tell a maintainer when GitHub would not take the comment. The verdict stands: reporting trouble never
 * turns a pass into a failure or a failure into a pass.
 */
export function describeTrouble(error: unknown): string {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  const message = error instanceof Error ? error.message : String(error);
  if (status === 401) return `GitHub did not accept the token (401): ${message}. Check the input "token".`;
  if (status === 403 || status === 404) {
    return (
      `GitHub refused the comment (${status}): ${message}. The token may lack a permission; add to the job:\n` +
      'permissions:\n  contents: read\n  pull-requests: write\n' +
      'Pull requests from forks have a read-only token: read the job summary instead.'
    );
  }
  return `The comment could not be written: ${message}`;
}

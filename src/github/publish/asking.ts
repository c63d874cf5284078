import { PlangateError } from '../../errors.ts';

/**
 * Does what needs a permission, and says which one when GitHub refuses.
 *
 * @param permission such as `actions: read`
 */
export async function asking<T>(permission: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
    const message = error instanceof Error ? error.message : String(error);
    if ((status !== 403 && status !== 404) || /rate limit/i.test(message)) throw error;
    throw new PlangateError({
      kind: 'github',
      place: 'input "token"',
      problem: `GitHub refused (${status}): ${message}.`,
      remedy: `The token may lack the permission ${permission}; the job that publishes needs:`,
      details: 'permissions:\n  actions: read\n  checks: write\n  pull-requests: write',
      cause: error,
    });
  }
}

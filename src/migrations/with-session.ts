import type { Database, Session, SessionOptions } from '../postgres/index.ts';

/**
 * Opens a session for `work` and ends it. When `signal` aborts, what runs is cancelled and the signal's reason is thrown.
 */
export async function withSession<T>(
  database: Database,
  signal: AbortSignal,
  work: (session: Session) => Promise<T>,
  options: SessionOptions = {},
): Promise<T> {
  signal.throwIfAborted();
  await using session = await database.connect({ applicationName: 'plangate build', ...options });
  const cancel = () => {
    session.cancel().catch(() => {});
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    signal.throwIfAborted();
    return await work(session);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

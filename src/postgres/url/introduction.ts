import type { OpenSession } from '../session.ts';
import type { UrlRequest, Version } from '../types.ts';
import type { Sessions } from './sessions.ts';

/** What a server says of itself and of who asks. */
export interface Introduction {
  readonly version: Version;
  readonly mayCreate: boolean;
  readonly isInRecovery: boolean;
  /** Whether transactions are read only unless they say otherwise. */
  readonly isReadOnly: boolean;
  /** Whether something between here and the server hands out its backends: the protocol gave another process id. */
  readonly isPooled: boolean;
}

/** What the ways of using a server start from. */
export interface Reached {
  readonly request: UrlRequest;
  readonly sessions: Sessions;
  readonly about: Introduction;
  readonly warnings: readonly string[];
}

type Answer = {
  readonly number: number;
  readonly text: string;
  readonly createdb: boolean;
  readonly recovery: boolean;
  readonly read_only: boolean;
  readonly pid: number;
};

const question = `
  select current_setting('server_version_num')::int as number,
    split_part(current_setting('server_version'), ' ', 1) as text,
    rolsuper or rolcreatedb as createdb,
    pg_is_in_recovery() as recovery, current_setting('default_transaction_read_only')::bool as read_only,
    pg_backend_pid() as pid
  from pg_roles where rolname = current_user`;

export async function introduce(session: OpenSession): Promise<Introduction> {
  const [answer] = await session.query<Answer>(question);
  if (answer === undefined) throw new Error('the server does not know the role that asks');
  const { number, text, pid } = answer;
  return {
    version: { number, major: Math.floor(number / 10_000), text },
    mayCreate: answer.createdb,
    isInRecovery: answer.recovery,
    isReadOnly: answer.read_only,
    isPooled: pid !== session.processId,
  };
}

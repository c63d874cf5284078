import { quoteIdentifier, quoteLiteral } from '../../sql/index.ts';
import type { Session } from '../types.ts';

/**
 * Makes a setting last for `whose`, such as `alter database x`. The value is as pg_settings shows it: a list such as
 * search_path could not be written as one constant, so it goes through the session, for this one transaction.
 */
export async function setFor(session: Session, whose: string, name: string, value: string): Promise<void> {
  const quoted = name.split('.').map(quoteIdentifier).join('.');
  await session.execute(
    `select set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, true); ${whose} set ${quoted} from current`,
  );
}

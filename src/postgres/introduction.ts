import type { Session } from './types.ts';

/** What a server says of itself. */
export type Introduction = {
  /** server_version_num */
  readonly number: number;
  /** `15.18` */
  readonly text: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Whether pg_stat_statements is preloaded and can be created. */
  readonly counts: boolean;
};

const introduction = `
  select current_setting('server_version_num')::int as number,
    split_part(current_setting('server_version'), ' ', 1) as text,
    (select json_object_agg(name, current_setting(name, true)) from json_array_elements_text($1::json) name) as settings,
    current_setting('shared_preload_libraries') ~ 'pg_stat_statements'
      and exists (select from pg_available_extensions where name = 'pg_stat_statements') as counts`;

/** Asks a server for its version and for the settings of these names. */
export async function introduce(session: Session, names: readonly string[]): Promise<Introduction> {
  const [row] = await session.query<Introduction>(introduction, [JSON.stringify(names)]);
  if (row === undefined) throw new Error('a SELECT without FROM has one row');
  return row;
}

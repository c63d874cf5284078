import { quoteLiteral } from '../../sql/index.ts';

/**
 * What the entrypoint runs before the server takes connections, after everything that the image has for it:
 * https://github.com/docker-library/docs/blob/master/postgres/README.md#initialization-scripts
 */
export const preloadScript = '/docker-entrypoint-initdb.d/zzzz-plangate.sql';

/**
 * SQL for psql that adds to the libraries which the image preloads: those of the user, and pg_stat_statements where the
 * image has it. A setting of the command line would take the image's own away, and nobody outside can tell them.
 */
export function preloadSql(libraries: readonly string[]): string {
  return `
select 'alter system set shared_preload_libraries = ' || string_agg(quote_literal(name), ', ' order by place)
from (
  select name, min(place) as place
  from unnest(
    array(select btrim(part, ' "') from unnest(string_to_array(current_setting('shared_preload_libraries'), ',')) part)
      || array[${libraries.map(quoteLiteral).join(', ')}]::text[]
      || array(select name::text from pg_available_extensions where name = 'pg_stat_statements')
  ) with ordinality as each (name, place)
  where name <> ''
  group by name
) libraries
having count(*) > 0
\\gexec
`;
}

/**
 * The same for an image that preloads libraries by its own command line, which wins over what SQL sets: arguments that
 * repeat them with the others. None for every other image.
 */
export function preloadArguments(
  command: readonly string[],
  libraries: readonly string[],
): readonly string[] {
  const own = command
    .map(argument => /^(?:-c|--)?shared_preload_libraries=(.*)$/s.exec(argument)?.[1])
    .findLast(value => value !== undefined);
  if (own === undefined) return [];
  const all = new Set([...librariesIn(own), ...libraries, 'pg_stat_statements']);
  return ['-c', `shared_preload_libraries=${[...all].join(',')}`];
}

/** The names in a value of shared_preload_libraries. */
export function librariesIn(value: string): readonly string[] {
  return value
    .split(',')
    .map(name => name.trim().replaceAll('"', ''))
    .filter(name => name !== '');
}

import { PlangateError } from '../errors.ts';

/**
 * Settings of every server that plangate starts. A count must be the same whenever and wherever it is taken,
 * so everything that works in the background or by chance is off; the data is thrown away, so nothing is made durable.
 * https://www.postgresql.org/docs/current/runtime-config.html
 */
const defaults: Readonly<Record<string, string>> = {
  // Durability nobody needs: a crash ends the run anyway.
  fsync: 'off',
  // A commit whose WAL is not written yet sets no hint bits, and VACUUM would leave its pages off the visibility map:
  // index-only scans would visit the heap, or not, depending on the moment. Without fsync waiting costs nothing.
  synchronous_commit: 'on',
  // The first change of a page after a checkpoint would log the whole page: WAL bytes would depend on the moment.
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // No checkpoint by time or by volume falls into a measurement.
  checkpoint_timeout: '1d',
  max_wal_size: '4GB',
  // No process writes pages in the background while a query is measured.
  bgwriter_lru_maxpages: '0',
  // VACUUM and ANALYZE run when plangate says so; a background ANALYZE would change plans.
  autovacuum: 'off',
  // Compiling depends on estimated cost and on the build (embedded servers have none), and moves times by tens of ms.
  jit: 'off',
  // Otherwise a scan starts where the last one stood, and a LIMIT touches 9,590 blocks once and 14 the next time.
  synchronize_seqscans: 'off',
  // Two databases of a test's size stay in memory. Tables over a quarter of it are scanned through a ring of 256 kB.
  shared_buffers: '256MB',
  huge_pages: 'off',
  max_connections: '60',
  // Clock reads on every block distort the latency.
  track_io_timing: 'off',
  compute_query_id: 'on',
  // A backend that dies (out of memory, a bug) ends the server: everything after it would be measured on cold caches.
  restart_after_crash: 'off',
  // Time zone and language of the machine must not leak into results and messages.
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // The log goes to a file through stderr; plangate quotes its end when the server fails.
  log_destination: 'stderr',
  logging_collector: 'off',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  log_line_prefix: '',
};

/** https://www.postgresql.org/docs/current/pgstatstatements.html, only where the library is there to be preloaded. */
const statementSettings: Readonly<Record<string, string>> = {
  // Statements inside functions and triggers are counted on their own too.
  'pg_stat_statements.track': 'all',
  'pg_stat_statements.track_planning': 'off',
  'pg_stat_statements.max': '10000',
  'pg_stat_statements.save': 'off',
};

/** What plangate must decide itself to find, own and delete its server. */
const reserved = new Set([
  'config_file',
  'data_directory',
  'external_pid_file',
  'hba_file',
  'ident_file',
  'listen_addresses',
  'port',
  'ssl',
  'unix_socket_directories',
  'unix_socket_group',
  'unix_socket_permissions',
]);

/** The settings to start a server with: plangate's own, then the user's over them. Names are in lower case. */
export function serverSettings(
  user: Readonly<Record<string, string>>,
  countStatements: boolean,
): Record<string, string> {
  const settings: Record<string, string> = { ...defaults, ...(countStatements ? statementSettings : {}) };
  const libraries = countStatements ? ['pg_stat_statements'] : [];
  for (const [given, value] of Object.entries(user)) {
    const name = given.toLowerCase();
    if (!/^[a-z_][\w$.]*$/.test(name) || value.includes('\0')) {
      throw new PlangateError({
        kind: 'configuration',
        place: 'postgres.settings',
        problem: `${JSON.stringify({ [given]: value })} is no setting.`,
        remedy: 'Write names as in postgresql.conf, such as work_mem: 8MB.',
      });
    }
    if (reserved.has(name)) {
      throw new PlangateError({
        kind: 'configuration',
        place: `postgres.settings.${given}`,
        problem: 'plangate chooses this setting itself, so that it can start and stop its server.',
        remedy: 'Remove it.',
      });
    }
    if (name === 'shared_preload_libraries') libraries.push(...otherLibraries(value));
    else settings[name] = value;
  }
  if (libraries.length > 0) settings.shared_preload_libraries = libraries.join(',');
  return settings;
}

function otherLibraries(value: string): string[] {
  return value
    .split(',')
    .map(library => library.trim())
    .filter(library => library !== '' && library !== 'pg_stat_statements');
}

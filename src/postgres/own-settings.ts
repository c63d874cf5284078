/** Settings that have one reason in common. */
export interface SettingsGroup {
  readonly settings: Readonly<Record<string, string>>;
  /** One or more sentences of Markdown: they stand in settings.md as they are. */
  readonly why: string;
}

/**
 * Settings of every server that plangate starts. A count must be the same whenever and wherever it is taken,
 * so everything that works in the background or by chance is off; the data is thrown away, so nothing is made durable.
 * The table of settings.md is made from this.
 * https://www.postgresql.org/docs/current/runtime-config.html
 */
export const ownSettings: readonly SettingsGroup[] = [
  { settings: { fsync: 'off' }, why: 'Durability nobody needs: a crash ends the run anyway.' },
  {
    settings: { synchronous_commit: 'on' },
    why: 'A commit whose WAL is not written yet sets no hint bits, and VACUUM would leave its pages off the visibility map: index-only scans would visit the heap, or not, depending on the moment. Without fsync waiting costs nothing.',
  },
  {
    settings: { full_page_writes: 'off' },
    why: 'The first change of a page after a checkpoint would log the whole page: WAL bytes would depend on the moment.',
  },
  {
    settings: { wal_level: 'minimal', max_wal_senders: '0' },
    why: 'Nobody reads the WAL, so none is written for tables that are filled in the transaction that made them.',
  },
  {
    settings: { checkpoint_timeout: '1d', max_wal_size: '4GB' },
    why: 'No checkpoint by time or by volume falls into a measurement.',
  },
  {
    settings: { bgwriter_lru_maxpages: '0' },
    why: 'No process writes pages in the background while a query is measured.',
  },
  {
    settings: { autovacuum: 'off' },
    why: 'VACUUM and ANALYZE run when plangate says so; a background ANALYZE would change plans.',
  },
  {
    settings: { jit: 'off' },
    why: 'Compiling depends on estimated cost and on the build (embedded servers have none), and moves times by tens of ms.',
  },
  {
    settings: { synchronize_seqscans: 'off' },
    why: 'Otherwise a scan starts where the last one stood, and a LIMIT touches 9,590 blocks once and 14 the next time.',
  },
  {
    settings: { shared_buffers: '256MB' },
    why: 'Two databases of a test\'s size stay in memory. Tables over a quarter of it are scanned through a small ring of buffers. See "Why shared_buffers has a fixed size".',
  },
  {
    settings: { huge_pages: 'off' },
    why: 'Whether the machine has some left must not matter.',
  },
  {
    settings: { max_connections: '60' },
    why: 'Enough for both sides, their observers and an external migration command with a pool of its own.',
  },
  { settings: { track_io_timing: 'off' }, why: 'Clock reads on every block distort the latency.' },
  { settings: { compute_query_id: 'on' }, why: 'pg_stat_statements tells statements apart by it.' },
  {
    settings: { restart_after_crash: 'off' },
    why: 'A backend that dies (out of memory, a bug) ends the server: everything after it would be measured on cold caches.',
  },
  {
    settings: { timezone: 'UTC', log_timezone: 'UTC', lc_messages: 'C' },
    why: 'Time zone and language of the machine must not leak into results and messages.',
  },
  {
    settings: {
      log_destination: 'stderr',
      logging_collector: 'off',
      log_min_messages: 'warning',
      log_checkpoints: 'off',
      log_line_prefix: '',
    },
    why: 'The log goes to a file through stderr; plangate quotes its end when the server fails.',
  },
];

/** https://www.postgresql.org/docs/current/pgstatstatements.html, only where the library is there to be preloaded. */
export const statementSettings: SettingsGroup = {
  settings: {
    'pg_stat_statements.track': 'all',
    'pg_stat_statements.track_planning': 'off',
    'pg_stat_statements.max': '10000',
    'pg_stat_statements.save': 'off',
  },
  why: 'Statements inside functions and triggers are counted on their own too. The library is preloaded where there is one.',
};

/** What plangate must decide itself to find, own and delete its server. */
export const reservedSettings: ReadonlySet<string> = new Set([
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

import { reachServer, stopAllServers } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';

/**
 * A process of its own that creates a database on the server of HELD_URL, keeps a backend in it at work, prints its name,
 * and waits for a signal; with the argument `fail` it fails.
 */
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void stopAllServers().then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  });
}
const { HELD_URL: url = '' } = process.env;
const reached = await reachServer(
  { url, place: 'HELD_URL', isReadOnly: false, version: null, locale: 'C', settings: {}, environment: {} },
  silent,
);
if (!('createDatabase' in reached)) throw new Error(reached.why);
try {
  const database = await reached.createDatabase('held');
  const session = await database.connect();
  await session.execute('create table held as select 1');
  if (process.argv[2] === 'fail') throw new Error('the run failed');
  void session.query('select count(*) from generate_series(1, 1e12::bigint)').catch(() => {});
  const other = await database.connect();
  for (;;) {
    const [row] = await other.query(
      `select count(*) as n from pg_stat_activity where datname = current_database() and query like '%1e12%' and pid <> pg_backend_pid()`,
    );
    if (row?.n === 1) break;
  }
  process.stdout.write(`${database.name}\n`);
  setInterval(() => {}, 1000);
} catch (error) {
  await reached[Symbol.asyncDispose]();
  throw error;
}

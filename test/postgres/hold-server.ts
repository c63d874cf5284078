import { dirname } from 'node:path';
import { startServer, stopAllServers } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
import { postmasterIn } from './held-server.ts';

/**
 * A process of its own that starts a server as the JSON in its first argument asks, prints where it is, and waits for a
 * signal; with `next` it fails, or disposes the server and ends.
 */
const { next, ...request } = JSON.parse(process.argv[2] ?? '{}');
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Not `once`: signal-exit, which testcontainers loads, sends the signal again when it is the only listener left.
  process.on(signal, () => {
    void stopAllServers().then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  });
}
const server = await startServer(
  { engine: 'auto', version: null, locale: 'C.UTF-8', settings: {}, environment: process.env, ...request },
  silent,
);
const database = await server.createDatabase('held');
const session = await database.connect();
await session.execute(
  `create table environment (line text); copy environment from program 'env' (delimiter e'\\x01')`,
);
const [row] = await session.query(
  `select current_setting('data_directory') as data, pg_backend_pid() as backend, 6 * 7 as answer,
     (select json_agg(line order by line collate "C") from environment) as environment`,
);
// Read here, as it may have ended before anybody else looks.
const postmaster = postmasterIn(dirname(String(row?.data)));
process.stdout.write(`${JSON.stringify({ ...row, postmaster, origin: server.origin })}\n`);
if (next === 'fail') throw new Error('the run failed');
if (next === 'dispose') await server[Symbol.asyncDispose]();
else setInterval(() => {}, 1000);

import { parseLines } from './listing.ts';
import type { PrivateRepository } from './private-repository.ts';
import type { Remote } from './remote.ts';
import { lookUp } from './settings.ts';
import type { Snapshot } from './tree.ts';

/**
 * Fetches at once what a partial clone lacks of the files that plangate is about to read, which are links and SQL
 * files. Anything else git fetches by itself, file by file, with a connection for each.
 */
export async function fetchLeftOut(
  repository: PrivateRepository,
  remote: Remote,
  snapshots: readonly Snapshot[],
): Promise<void> {
  const { settings, remote: named } = repository.user;
  const keys = ['promisor', 'partialclonefilter'].map(key => `remote.${named?.name}.${key}`);
  if (keys.every(key => lookUp(settings, key) === null)) return;
  const wanted = new Set<string>();
  for (const { lines } of snapshots) {
    for (const { kind, id, path } of parseLines(lines)) {
      if (kind === 'link' || (kind === 'file' && /\.sql$/i.test(path))) wanted.add(id);
    }
  }
  const input = [...wanted].map(id => `${id}\n`).join('');
  const check = ['cat-file', '--batch-check=%(objectname)', '--buffer'];
  const answers = (await repository.output(check, { input, isOffline: true })).toString('latin1');
  const lacking = [...answers.matchAll(/^([0-9a-f]+) missing$/gm)].map(([, id = '']) => id);
  if (lacking.length === 0) return;
  const files = `${lacking.length} ${lacking.length === 1 ? 'file' : 'files'}`;
  await remote.fetchBlobs(lacking, `the content of ${files}`);
}

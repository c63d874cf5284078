import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askDaemon, type Daemon } from './ask-daemon.ts';

/** The label that every container of plangate's bears; its value is the container's name. */
export const label = 'plangate.server';

const file = 'container.json';

interface Mark {
  readonly name: string;
  readonly daemon: Daemon;
}

/** Writes into the marked folder of a run which container it is about to create, and where. */
export async function markContainer(folder: string, mark: Mark): Promise<void> {
  await writeFile(join(folder, file), JSON.stringify(mark), { mode: 0o600 });
}

/**
 * Removes the container that the run which made `folder` left, with its volumes. Does nothing for a folder of another
 * kind. Rejects when the daemon does not answer, so that the folder is kept for a run that finds it.
 */
export async function removeMarkedContainer(folder: string): Promise<void> {
  const text = await readFile(join(folder, file), 'utf8').catch(() => null);
  if (text === null) return;
  const { daemon, name }: Mark = JSON.parse(text);
  await removeContainer(daemon, name);
}

/** Removes a container of plangate's, running or not, with its anonymous volumes. One that is not there is fine. */
export async function removeContainer(daemon: Daemon, name: string): Promise<void> {
  const { status, body } = await askDaemon(daemon, 'GET', `/containers/${name}/json`, 5000);
  if (status === 404) return;
  const { Config } = body as { readonly Config?: { readonly Labels?: Readonly<Record<string, string>> } };
  // The name alone is no proof that plangate made it.
  if (Config?.Labels?.[label] !== name) return;
  // Removing what writes much to disk takes its time; 409 says that somebody else is at it.
  const removed = await askDaemon(daemon, 'DELETE', `/containers/${name}?force=true&v=true`, 60_000);
  if (![204, 404, 409].includes(removed.status)) {
    throw new Error(`the container ${name} could not be removed: ${JSON.stringify(removed.body)}`);
  }
}

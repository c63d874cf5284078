/**
 * What plangate would leave behind if it ended now: folders with servers in them, containers, databases on a server of
 * somebody else's.
 */
export interface Leftover extends AsyncDisposable {
  /** The last resort when the process exits: the same at once, as far as that goes without anything asynchronous. */
  kill(): void;
}

const open = new Set<Leftover>();
let watching = false;

/** Registers something to be disposed of when plangate is asked to end. Disposing the registration takes it back. */
export function register(leftover: Leftover): Disposable {
  if (!watching) {
    watching = true;
    process.once('exit', killAllServers);
  }
  open.add(leftover);
  return { [Symbol.dispose]: () => open.delete(leftover) };
}

/** Stops every server that plangate started and deletes what it made. For handlers of SIGINT and SIGTERM. */
export async function stopAllServers(): Promise<void> {
  while (open.size > 0) await Promise.allSettled([...open].map(leftover => leftover[Symbol.asyncDispose]()));
}

/** The last resort when the process exits. */
export function killAllServers(): void {
  for (const leftover of open) leftover.kill();
  open.clear();
}

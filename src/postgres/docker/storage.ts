import type { Storage } from '../types.ts';

/** The folder of the data directory in the container: none that an image declares a volume at, as 18 moved its own. */
export const dataParent = '/plangate';

const gigabyte = 1e9;

/** Bytes of memory for data, or null for disk. With `auto` half of the daemon's memory, where that is enough for most. */
export function memoryFor(storage: Storage, daemonMemory: number): number | null {
  if (storage === 'disk') return null;
  if (storage !== 'auto') return storage;
  return daemonMemory >= 4 * gigabyte ? Math.floor(daemonMemory / 2) : null;
}

/**
 * Write-ahead log is data too: in memory it may take a quarter of it before it is recycled, but no less than two
 * segments, which is what the server asks for. In megabytes, as max_wal_size has it.
 */
export function walLimit(memory: number | null): Readonly<Record<string, string>> {
  if (memory === null || memory >= 16 * gigabyte) return {};
  const megabytes = Math.max(32, Math.floor(memory / 4 / 1024 ** 2));
  return { max_wal_size: `${megabytes}MB`, min_wal_size: `${Math.min(80, megabytes)}MB` };
}

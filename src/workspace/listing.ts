import type { Blobs } from './blobs.ts';

/** What a path leads to, symbolic links followed. */
export type Found =
  | { readonly kind: 'file'; readonly id: string }
  | { readonly kind: 'folder' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'outside' };

/** All that a commit holds. Links are followed within it, never on a disk. */
export interface Listing {
  /** Git's blob id by path: files, and links that lead to one. */
  readonly files: ReadonlyMap<string, string>;
  /** What an operating system would find at `path` if the repository were all there is. */
  find(path: string): Found;
}

type Entry = Found | { readonly kind: 'link'; readonly target: string | null };

/** As Linux has them: https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const mostLinks = 40;
const longestPath = 4096;

/** A line of `git ls-tree -r -z` or of `git ls-files --stage -z`, where 0 is what is no side of a conflict. */
const form = /^(\d+) (?:[a-z]+ )?([0-9a-f]{40,})(?: 0)?\t(.*)$/s;

export interface Line {
  readonly kind: 'file' | 'link' | 'submodule';
  /** Of the blob, or of the submodule's commit. */
  readonly id: string;
  readonly path: string;
}

export function* parseLines(output: Buffer): Generator<Line, void, undefined> {
  for (const line of splitAtZero(output)) {
    const [, mode = '', id = '', path] = form.exec(line) ?? [];
    if (path === undefined) continue;
    yield { kind: mode.startsWith('100') ? 'file' : mode === '120000' ? 'link' : 'submodule', id, path };
  }
}

export async function readListing(output: Buffer, blobs: Blobs): Promise<Listing> {
  const entries = new Map<string, Entry>();
  const links = new Map<string, string>();
  for (const { kind, id, path } of parseLines(output)) {
    if (kind === 'file') entries.set(path, { kind, id });
    else if (kind === 'link') links.set(path, id);
    // A submodule, which is left out, is an empty folder.
    else entries.set(path, { kind: 'folder' });
    addFolders(entries, path);
  }
  await Promise.all(
    [...links].map(async ([path, id]) => {
      entries.set(path, { kind: 'link', target: decode(await blobs.read(id)) });
    }),
  );
  const find = (path: string) => follow(entries, path);
  const files = new Map<string, string>();
  for (const [path, entry] of entries) {
    const found = entry.kind === 'link' ? find(path) : entry;
    if (found.kind === 'file') files.set(path, found.id);
  }
  return { files, find };
}

function addFolders(entries: Map<string, Entry>, path: string): void {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const folder = path.slice(0, end);
    if (entries.has(folder)) return;
    entries.set(folder, { kind: 'folder' });
  }
}

function follow(entries: ReadonlyMap<string, Entry>, start: string): Found {
  if (start.startsWith('/')) return { kind: 'outside' };
  const ahead = start.split('/').reverse();
  const path: string[] = [];
  let found: Found = { kind: 'folder' };
  for (let links = 0; ; ) {
    const name = ahead.pop();
    if (name === undefined) return found;
    if (found.kind === 'file') return { kind: 'nothing' };
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (path.length === 0) return { kind: 'outside' };
      path.pop();
      found = { kind: 'folder' };
      continue;
    }
    const entry: Entry = entries.get([...path, name].join('/')) ?? { kind: 'nothing' };
    if (entry.kind === 'nothing') return entry;
    if (entry.kind !== 'link') {
      path.push(name);
      found = entry;
      continue;
    }
    const { target } = entry;
    links += 1;
    if (target === null || target === '' || target.length >= longestPath || links > mostLinks) {
      return { kind: 'nothing' };
    }
    if (target.startsWith('/')) return { kind: 'outside' };
    ahead.push(...target.split('/').reverse());
  }
}

/** A name that is not UTF-8 cannot be written as a string, and nothing can ask for it. */
function* splitAtZero(output: Buffer): Generator<string, void, undefined> {
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf(0, start);
    const line = decode(output.subarray(start, end));
    if (line !== null) yield line;
    start = end + 1;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Buffer): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

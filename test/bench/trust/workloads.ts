import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { baseFolder } from '../../../fixtures/ml-registry/story.ts';
import type { Files } from '../../support/run-check.ts';

/** A repository whose queries stand for a kind of application. */
export interface Workload {
  readonly name: string;
  readonly files: Files;
}

/** The demo repository at two scales, and every folder of `workloads`. */
export async function readWorkloads(): Promise<readonly Workload[]> {
  const folder = join(import.meta.dirname, 'workloads');
  const registry = await readFolder(baseFolder);
  const names = (await readdir(folder)).sort();
  return [
    { name: 'ml-registry', files: registry },
    { name: 'ml-registry, a quarter', files: scaled(registry, '0.25') },
    ...(await Promise.all(names.map(async name => ({ name, files: await readFolder(join(folder, name)) })))),
  ];
}

function scaled(files: Files, scale: string): Files {
  const configuration = files['plangate.yml'] ?? '';
  const changed = configuration.replace('registry.scale: "1"', `registry.scale: "${scale}"`);
  if (changed === configuration) throw new Error('plangate.yml of ml-registry has no registry.scale: "1"');
  return { ...files, 'plangate.yml': changed };
}

/** Its files by their path in it, each behind `prefix`. */
export async function readFolder(folder: string, prefix = ''): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  const texts = paths.sort().map(async path => {
    const name = path.slice(folder.length + 1).replaceAll('\\', '/');
    return [`${prefix}${name}`, await readFile(path, 'utf8')] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

/**
 * Every query `times` times, each under a name of its own, so that one build gives more comparisons: the k-th copy of
 * `orders.sql` is `orders-copy-k.sql`.
 */
export function repeated(files: Files, times: number): Files {
  const copies = Object.entries(files).flatMap(([path, text]) => {
    if (!path.startsWith('db/queries/')) return [];
    return Array.from({ length: times - 1 }, (_, k) => {
      const suffix = `-copy-${k + 1}`;
      const renamed = text.replace(/^(-- name: )([\w-]+)/gm, `$1$2${suffix}`);
      return [path.replace(/\.sql$/, `${suffix}.sql`), renamed] as const;
    });
  });
  return { ...files, ...Object.fromEntries(copies) };
}

/** Whether `repeated` made the query of this name. */
export function isCopy(query: string): boolean {
  return /-copy-\d+$/.test(query);
}

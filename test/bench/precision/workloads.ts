import { join } from 'node:path';
import { baseFolder } from '../../../fixtures/ml-registry/story.ts';
import type { Files } from '../../support/run-check.ts';
import { readFolder, type Workload } from '../trust/workloads.ts';

const stories = join(baseFolder, '../stories');
const registryStories = ['rewrite', 'dashboard-view', 'rewritten', 'habits-mended'].map(story =>
  join(stories, story, 'files'),
);
const shared = join(import.meta.dirname, '../trust/workloads');
const own = join(import.meta.dirname, 'workloads');

/** Those of the trust bench that were made to be looked up well. */
const alsoHealthy = ['documents', 'full-text', 'look-ups', 'partitions'];

/** Repositories of which a good DBA would say that they are in order. */
export async function readHealthyWorkloads(): Promise<readonly Workload[]> {
  const tables = await readFolder(join(shared, 'pgbench/db/migrations'), 'db/migrations/');
  const registry = await Promise.all([baseFolder, ...registryStories].map(folder => readFolder(folder)));
  return [
    { name: 'pgbench', files: { ...tables, ...(await readFolder(join(own, 'pgbench'))) } },
    {
      name: 'ml-registry',
      files: Object.assign({}, ...registry, await readFolder(join(own, 'ml-registry'))) as Files,
    },
    { name: 'tpc-h', files: await readFolder(join(own, 'tpc-h')) },
    ...(await Promise.all(
      alsoHealthy.map(async name => ({ name, files: await readFolder(join(shared, name)) })),
    )),
  ];
}

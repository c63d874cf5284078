import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { materialise } from '../../../fixtures/ml-registry/materialise.ts';
import type { Report } from '../../../src/report/index.ts';
import { runCheck } from '../../support/run-check.ts';
import type { Journal } from './journal.ts';

/** What one default run of ml-registry took. */
export interface Cost {
  /** The pull request. */
  readonly story: string;
  /** ms, from nothing to the report. */
  readonly duration: number;
}

/** Nothing changes, little changes, much changes. */
const stories = ['harmless', 'drop-index', 'add-indexes'];

/**
 * @param engine null for the one that a default run chooses where no Docker engine is
 * @param seen gets every report
 */
export async function measureCost(
  engine: string | null,
  seen: (report: Report) => void,
  journal: Journal,
): Promise<readonly Cost[]> {
  const costs: Cost[] = [];
  for (const story of stories) {
    const folder = await mkdtemp(join(tmpdir(), 'plangate-trust-'));
    try {
      const { repository, base } = await materialise(story, join(folder, 'repository'));
      const began = performance.now();
      const named = engine === null ? [] : ['--engine', engine];
      seen(await runCheck(['--repo', repository, '--base', base, ...named]));
      const duration = performance.now() - began;
      costs.push({ story, duration });
      journal.say(`cost of ml-registry, ${story}: ${(duration / 1000).toFixed(1)} s`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return costs;
}

import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/**
 * Three levels: pure tests, tests against a real PostgreSQL, tests of the built `dist/` as a child process. Pure ones share what
 * they import, which takes longer than most of them.
 */
const level = (name: string, include: string[], exclude: string[], testTimeout: number) => ({
  test: {
    name,
    include,
    exclude,
    testTimeout,
    hookTimeout: 120_000,
    // Without, V8 optimises PostgreSQL's parser beside each file's tests: see src/spare-compiler.ts.
    execArgv: ['--liftoff-only'],
    isolate: name !== 'pure',
  },
});

export default defineConfig({
  test: {
    projects: [
      level('pure', ['test/**/*.test.ts'], ['test/**/*.pg.test.ts', 'test/**/*.e2e.test.ts'], 60_000),
      level('pg', ['test/**/*.pg.test.ts'], [], 120_000),
      level('e2e', ['test/**/*.e2e.test.ts'], [], 300_000),
    ],
    sequence: { sequencer: LongestFirst },
    globalSetup: 'test/support/temporary-in-memory.ts',
    // On two cores: many tests wait, and the third has something to do meanwhile.
    maxWorkers: 3,
  },
});

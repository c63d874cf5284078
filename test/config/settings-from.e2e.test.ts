import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Report } from '../../src/report/index.ts';
import { plangate } from '../support/command.ts';
import { makeRepository, type TestRepository } from '../support/git.ts';

/** As `psql -c 'select name, setting from pg_settings'` on PostgreSQL 18. */
const production = ` name | setting
------+---------
 enable_self_join_elimination | off
 jit | on
 random_page_cost | 1.1
 shared_buffers | 8388608
 ssl_passphrase_command | echo hunter2
 work_mem | 32768
(6 rows)
`;

const files = {
  'plangate.yml': `postgres:
  version: 15
  settings-from: db/production.txt
  settings: {random_page_cost: 2}
migrations: db/migrations
queries: db/queries
samples: 1
`,
  'db/migrations/1.sql': 'create table t as select i from generate_series(1, 1000) i;',
  'db/queries/q.sql': '-- name: count\nselect count(*) from t;\n',
  'db/production.txt': production,
};

async function check(repository: TestRepository) {
  const json = join(repository.temporary, 'report.json');
  const markdown = join(repository.temporary, 'report.md');
  const result = await plangate(
    ['check', '--engine', 'embedded', '--base', 'main', '--report', json, '--report', markdown],
    { cwd: repository.folder },
  );
  const report: Report = JSON.parse(await readFile(json, 'utf8'));
  return { ...result, report, markdown: await readFile(markdown, 'utf8') };
}

it('plans as production does, and says what was taken', async () => {
  await using repository = await makeRepository();
  await repository.commit('base', files);
  const { code, stderr, stdout, report, markdown } = await check(repository);
  expect({ code, error: report.error }, stderr).toEqual({ code: 0, error: null });
  const settings = { jit: 'off', random_page_cost: '2', shared_buffers: '256MB', work_mem: '32MB' };
  expect(report.postgres?.planner).toEqual({ base: settings, head: settings });
  expect(stderr).toContain(
    '2 settings taken from db/production.txt, 4 left: only what shapes plans is taken',
  );
  expect(report.warnings).toEqual([
    'db/production.txt: PostgreSQL 15 does not know enable_self_join_elimination: left out.',
  ]);
  expect(stdout).toContain('embedded, random_page_cost=2, work_mem=32MB');
  expect(markdown).toContain('embedded, `random_page_cost=2`, `work_mem=32MB`');
  expect(stderr + stdout + markdown + JSON.stringify(report)).not.toContain('hunter2');
});

it('tells when a migration makes the sides be planned differently', async () => {
  await using repository = await makeRepository();
  await repository.commit('base', files);
  await repository.git('checkout', '--quiet', '-b', 'change');
  await repository.commit('head', {
    'db/migrations/2.sql': `do $$ begin
      execute format('alter database %I set work_mem = %L', current_database(), '64kB');
    end $$;`,
  });
  const { code, stderr, stdout, report, markdown } = await check(repository);
  expect({ code, error: report.error }, stderr).toEqual({ code: 0, error: null });
  const note = 'The sides are planned with different settings: work_mem is 32MB on base and 64kB on head.';
  expect(markdown.replaceAll('\\', '')).toContain(note);
  expect(stdout.replace(/\s+/g, ' ')).toContain(note);
  expect(stdout).not.toContain('work_mem=');
});

it('is refused with the line of the file where the server does not take a value', async () => {
  await using repository = await makeRepository();
  await repository.commit('base', { ...files, 'db/production.txt': 'jit|off\nwork_mem|8 bananas\n' });
  const { code, report } = await check(repository);
  expect(code).toBe(2);
  expect(report.error).toMatchObject({ kind: 'configuration', place: 'db/production.txt:2, work_mem' });
});

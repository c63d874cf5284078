import { expect, it } from 'vitest';
import { parseArguments } from '../src/config/index.ts';
import { silent } from '../src/progress.ts';
import type { Report } from '../src/report/index.ts';
import { run } from '../src/run.ts';
import { makeRepository } from './support/git.ts';
import { withoutDocker } from './support/postgres.ts';

/** A pull request that registers a query which reads a whole table, and accepts that. */

const base = {
  'plangate.yml': 'samples: 5\n',
  'db/migrations/001.sql': `create table runs (id integer primary key, name text not null);
insert into runs select n, 'run ' || n from generate_series(1, 20000) n;\n`,
  'db/queries/one.sql': 'select name from runs where id = 7;\n',
};
const head = {
  'plangate.yml': 'samples: 5\ncalls: db/calls.csv\n',
  'db/calls.csv': `query,calls\n"SELECT id\nFROM runs WHERE name = $1",12000\n`,
  'db/queries/by-name.sql': `-- plangate-ignore sequential-scan: nightly job
-- plangate-ignore sort-spill: nobody knows
select id from runs where name = 'run 7';\n`,
};

async function check(...options: string[]): Promise<Report> {
  await using author = await makeRepository();
  await author.commit('base', base);
  await author.git('checkout', '--quiet', '-b', 'change');
  await author.commit('change', head);
  const command = parseArguments(
    ['check', '--repo', author.folder, '--base', 'main', '--head', 'change', ...options],
    {},
  );
  if (command.command !== 'check') throw new Error('no check');
  const { report, error } = await run({
    options: command.options,
    event: null,
    token: null,
    skipUnchanged: false,
    environment: withoutDocker,
    progress: silent,
    today: new Date('2027-01-01T00:00:00Z'),
    signal: new AbortController().signal,
  });
  if (error !== null) throw error;
  return report;
}

const decided = ({ verdict, reasons }: Report) => [verdict, ...reasons.map(({ kind }) => kind)];
const scanOf = ({ findings }: Report) => findings.find(({ rule }) => rule === 'sequential-scan');

it('a suppression keeps a finding out of the verdict, and is told', async () => {
  const report = await check();
  expect(decided(report)).toEqual(['pass', 'ignore-unused']);
  expect(report.reasons[0]?.text).toBe(
    'db/queries/by-name.sql:2: unused suppression: sort-spill sees nothing in by-name (nobody knows)',
  );
  const { suppressed, calls, impact = 0, share = 0 } = scanOf(report) ?? {};
  expect({ suppressed, calls, share }).toEqual({ suppressed: 'nightly job', calls: 12_000, share: 1 });
  const buffers = report.cases.find(({ query }) => query === 'by-name')?.head?.work.buffers ?? 0;
  expect(impact).toBe(buffers * 12_000);
  expect(report.policy?.changes.map(({ kind, file, line }) => `${kind} ${file}:${line}`)).toEqual([
    'ignore-added db/queries/by-name.sql:1',
    'ignore-added db/queries/by-name.sql:2',
  ]);
}, 60_000);

it("a suppression that the pull request adds does not hold by base's policy", async () => {
  const report = await check('--policy-from', 'base');
  expect(decided(report)).toEqual(['fail', 'finding']);
  expect(scanOf(report)?.suppressed).toBeNull();
}, 60_000);

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandProcess, main } from '../src/command.ts';
import { parseArguments } from '../src/config/index.ts';
import { explainQuery } from '../src/explain-query.ts';
import { silent } from '../src/progress.ts';
import { renderExplanations } from '../src/report/index.ts';
import { withoutDocker } from './support/postgres.ts';
import { tinyRepository } from './support/tiny-repository.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plangate-test-'));
  const author = tinyRepository({
    'db/migrations/002.sql': 'alter table models drop constraint models_pkey;\n',
    'db/queries/model.sql': [
      '-- name: model',
      '-- params one: {"id": 7}',
      '-- params other: {"id": 20000}',
      'select note from models where id = :id;',
      '-- name: broken',
      'select nothing from models;',
      '',
    ].join('\n'),
    'db/queries/two.sql':
      '-- name: largest\nselect max(id) from models;\n-- name: smallest\nselect min(id) from models;\n',
    'plangate.yml': 'calls: db/calls.csv\npostgres: {settings: {enable_hashjoin: off}}\n',
    'scratch.sql': '-- Once.\nselect count(*) from models;\n',
    'db/calls.csv': 'query,calls\nselect note from models where id = $1,1234\n',
  });
  await author(join(folder, 'repository'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function explain(subject: string | { readonly file: string } | { readonly text: string }) {
  const repository = join(folder, 'repository');
  const command = parseArguments(['explain', 'any', '--repo', repository], {});
  if (command.command !== 'explain') throw new Error('no explain');
  const { signal } = new AbortController();
  const { options } = command;
  const what =
    typeof subject === 'string'
      ? { query: subject }
      : 'text' in subject
        ? { file: null, ...subject }
        : {
            file: join(repository, subject.file),
            text: await readFile(join(repository, subject.file), 'utf8'),
          };
  return explainQuery({ subject: what, options, environment: withoutDocker, progress: silent, signal });
}

describe('plangate explain of a registered query', () => {
  it('runs it on head alone, each parameter set, with the schema at hand', async () => {
    const { explanations } = await explain('model');
    expect(explanations.map(({ name, parameters, place }) => ({ name, parameters, place }))).toEqual(
      ['one', 'other'].map(parameters => ({
        name: 'model',
        parameters,
        place: { file: 'db/queries/model.sql', line: 1 },
      })),
    );
    for (const { plan, findings } of explanations) {
      expect(plan.root).toMatchObject({ type: 'Seq Scan', rowsRemovedByFilter: 19_999 });
      expect(findings.map(({ rule, isNew, calls }) => ({ rule, isNew, calls }))).toContainEqual({
        rule: 'sequential-scan',
        isNew: true,
        calls: 1234,
      });
    }
    const text = renderExplanations(explanations, { colour: false, width: 100, planWidth: null });
    expect(text).toMatch(/^model \(one\) {2}db\/queries\/model\.sql:1\n/);
    expect(text).toContain('    CREATE INDEX CONCURRENTLY ON models (id);\n');
  });

  it('says of each plan what is switched off', async () => {
    const { explanations } = await explain('model');
    for (const { findings } of explanations)
      expect(findings.map(({ rule, facts }) => [rule, facts.setting])).toContainEqual([
        'forced-plan',
        'enable_hashjoin',
      ]);
  });

  it('runs all queries of a file', async () => {
    const { explanations } = await explain({ file: 'db/queries/two.sql' });
    expect(explanations.map(({ name, place }) => [name, place?.line])).toEqual([
      ['largest', 1],
      ['smallest', 3],
    ]);
  });

  it('runs what nobody registered, from any file and from standard input', async () => {
    const ofFile = await explain({ file: 'scratch.sql' });
    expect(ofFile.explanations.map(({ name, place }) => [name, place])).toEqual([
      ['scratch', { file: 'scratch.sql', line: 2 }],
    ]);
    const text = '-- params: {"id": 9}\nselect note from models where id = :id';
    const { explanations } = await explain({ text });
    expect(explanations.map(({ place }) => place)).toEqual([{ file: 'standard input', line: 2 }]);
    expect(explanations[0]?.findings).toContainEqual(
      expect.objectContaining({ rule: 'sequential-scan', calls: 1234, file: 'standard input', line: 2 }),
    );
  });

  it('tells a suppression that suppresses nothing', async () => {
    const ignore = (rule: string) => `-- plangate-ignore ${rule}: nightly job\n`;
    const scan = 'select note from models where id = 9';
    const { warnings } = await explain({
      text: `${ignore('sequential-scan')}${ignore('sort-spill')}${scan}`,
    });
    expect(warnings.filter(text => text.includes('suppression'))).toEqual([
      'standard input:2: unused suppression: sort-spill sees nothing in standard input (nightly job)',
    ]);
  });

  it.each<[string, 'stdout' | 'stderr']>([
    ['explain - --quiet', 'stderr'],
    ['explain - --quiet --json', 'stdout'],
  ])('%s tells it too', async (line, where) => {
    const told = { stdout: '', stderr: '' };
    const stream = (name: 'stdout' | 'stderr') => ({ write: (part: string) => (told[name] += part) });
    const text = '-- plangate-ignore sort-spill: nightly job\nselect note from models where id = 9';
    const code = await main({
      argv: ['node', 'plangate', ...line.split(' ')],
      env: withoutDocker,
      cwd: () => join(folder, 'repository'),
      stdin: Object.assign(Readable.from([Buffer.from(text)]), { isTTY: false }),
      stdout: stream('stdout'),
      stderr: stream('stderr'),
      on: () => undefined,
      off: () => undefined,
    } as unknown as CommandProcess);
    expect(code).toBe(0);
    const unused =
      'standard input:1: unused suppression: sort-spill sees nothing in standard input (nightly job)';
    const own = where === 'stderr' ? told.stderr.split('\n') : JSON.parse(told.stdout).warnings;
    expect(own).toContain(unused);
    expect(told.stderr.includes('unused suppression')).toBe(where === 'stderr');
  });

  it('runs nothing else', async () => {
    await expect(explain({ file: 'db/migrations/001.sql' })).rejects.toThrow(/^db\/migrations\/001\.sql:1: /);
    await expect(explain({ text: '-- Nothing yet.\n' })).rejects.toThrow(
      'standard input: This holds neither a plan nor a statement. Name a file that holds what EXPLAIN printed, a query file or a registered query.',
    );
    await expect(explain({ text: 'select 1 frm models' })).rejects.toThrow(/^standard input/);
  });

  it.each([
    [
      'modell',
      'plangate explain: "modell" is neither a file nor a registered query. Did you mean "model"? Give the name that stands in the query file, behind "-- name:", or a file with a plan.',
    ],
    [
      'broken',
      'db/queries/model.sql:5: The query failed: column "nothing" does not exist (42703). There is no plan to explain: correct the statement or its parameters.',
    ],
  ])('%s', async (query, message) => {
    await expect(explain(query)).rejects.toThrow(message);
  });
});

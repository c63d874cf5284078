import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { inputsTable, outputsTable, readInputs } from '../../src/config/index.ts';
import { PlangateError } from '../../src/errors.ts';

const metadata = z
  .object({
    inputs: z.record(
      z.string(),
      z.strictObject({ description: z.string(), default: z.string().optional(), required: z.boolean() }),
    ),
    outputs: z.record(z.string(), z.object({ description: z.string() })),
    runs: z.unknown(),
  })
  .parse(parse(readFileSync(join(import.meta.dirname, '..', '..', 'action.yml'), 'utf8')));

/** The cells of a Markdown table, row by row, without its head. */
function cellsOf(table: string): string[][] {
  const rows = table.split('\n').slice(2);
  return rows.map(line =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map(cell => cell.trim().replaceAll('`', '').replaceAll('\\|', '|')),
  );
}

describe("the Action's outputs", () => {
  it('are those of action.yml, word by word', () => {
    const rows = Object.entries(metadata.outputs).map(([name, { description }]) => [name, description]);
    expect(rows).toEqual(cellsOf(outputsTable()));
  });
});

describe("the Action's inputs", () => {
  it('are read as the runner passes them', () => {
    const environment = {
      INPUT_DIRECTORY: 'app',
      INPUT_BASE: ' main ',
      INPUT_HEAD: '',
      INPUT_ENGINE: 'local',
      INPUT_QUERY: 'a\n  b c  \n\n',
      INPUT_REPORT: 'r.md\nr.json\n',
      'INPUT_POLICY-FROM': 'head',
      'INPUT_TIME-LIMIT': '5min',
      INPUT_QUIET: 'True',
      INPUT_COMMENT: 'never',
      'INPUT_SKIP-UNCHANGED': 'false',
      INPUT_TOKEN: 'ghs_x',
      GITHUB_TOKEN: 'other',
      PATH: '/bin',
    };
    expect(readInputs(environment)).toEqual({
      options: {
        directory: 'app',
        base: 'main',
        head: null,
        config: null,
        source: { kind: 'engine', engine: 'local' },
        showValues: false,
        only: ['a', 'b c'],
        reports: ['r.md', 'r.json'],
        quiet: true,
        policyFrom: 'head',
        timeLimit: 300_000,
      },
      action: {
        mode: 'check',
        name: 'plangate',
        check: true,
        artifact: true,
        token: 'ghs_x',
        comment: 'never',
        skipUnchanged: false,
      },
    });
  });

  it('have the same defaults in action.yml as without a word', () => {
    const given = Object.entries(metadata.inputs).flatMap(([name, input]) =>
      name === 'token' ? [] : [[`INPUT_${name.toUpperCase()}`, input.default ?? '']],
    );
    expect(readInputs(Object.fromEntries(given))).toEqual(readInputs({}));
  });

  it('are those of action.yml, word by word', () => {
    const rows = Object.entries(metadata.inputs).map(([name, input]) => [
      name,
      input.default ?? '',
      input.description,
    ]);
    const table = cellsOf(inputsTable()).map(([name, , initially, meaning]) => [name, initially, meaning]);
    expect(rows).toEqual(table);
  });

  it('go to the bundles that are built', () => {
    expect(metadata.runs).toEqual({
      using: 'node24',
      main: 'dist/action.js',
      post: 'dist/post.js',
      'post-if': 'always()',
    });
  });

  it.each([
    [
      { INPUT_TOEKN: 'ghs_secret' },
      'input toekn: this input is not known. Did you mean "token"? Known inputs: directory, base, head, config, engine, database-url, read-only, base-url, head-url, show-values, policy-from, query, report, time-limit, quiet, mode, name, comment, check, artifact, skip-unchanged, token.',
    ],
    [
      { INPUT_TIME_LIMIT: '5min' },
      'input time_limit: this input is not known. Did you mean "time-limit"? Known inputs: directory, base, head, config, engine, database-url, read-only, base-url, head-url, show-values, policy-from, query, report, time-limit, quiet, mode, name, comment, check, artifact, skip-unchanged, token.',
    ],
    [
      { INPUT_COMMENT: 'alwys' },
      'input comment: "alwys" is not a way to comment. Did you mean "always"? Write auto, always or never.',
    ],
    [{ INPUT_QUIET: 'yes' }, 'input quiet: "yes" is not true or false. Write true or false.'],
    [
      { 'INPUT_TIME-LIMIT': '20' },
      'input time-limit: "20" is not a duration from 1ms to 35000min. Write a number with ms, s or min, such as 5min.',
    ],
    [
      { INPUT_REPORT: 'a.md\na.pdf' },
      'input report: "a.pdf" has no ending that plangate can write. Let it end with .md, .json, .html, .sarif or .xml (JUnit), such as plangate.md.',
    ],
  ])('%j is refused', (environment, message) => {
    let refused: unknown;
    try {
      readInputs(environment);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(PlangateError);
    expect((refused as PlangateError).message).toBe(message);
  });
});

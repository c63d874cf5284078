import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fences } from './support/fences.ts';
import { workflowFaults } from './support/workflow-faults.ts';

const top = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(top, file), 'utf8');
const readme = read('README.md');

const inFolder = (folder: string) =>
  readdirSync(join(top, folder)).map(name => ({ name, file: `${folder}/${name}` }));
const examples = inFolder('.github/examples');
const workflows = [
  ...[...inFolder('.github/workflows'), ...examples].map(({ name, file }) => ({
    name,
    text: read(file),
    place: file,
  })),
  ...fences(readme, 'yaml')
    .filter(code => /^jobs:/m.test(code))
    .map((text, index) => ({ name: 'readme.yml', text, place: `README.md, workflow ${index + 1}` })),
];

describe('the workflows', () => {
  it.each(workflows)('$place is what GitHub can read and we can recommend', async ({ name, text }) => {
    expect(await workflowFaults(name, text)).toEqual([]);
  });

  it('are there', () => {
    expect(workflows.map(({ place }) => place)).toEqual(
      expect.arrayContaining([
        '.github/workflows/ci.yml',
        '.github/examples/pull-request.yml',
        'README.md, workflow 1',
      ]),
    );
  });

  it('pin one commit of each action', () => {
    const pins = workflows.flatMap(({ text }) => [...text.matchAll(/uses: ([\w/-]+)@([0-9a-f]{40} # \S+)/g)]);
    const commits = Map.groupBy(pins, ([, action]) => action);
    for (const [action, found] of commits)
      expect(new Set(found.map(([, , commit]) => commit)), action).toHaveProperty('size', 1);
    expect([...commits.keys()].sort()).toEqual(['actions/checkout', 'actions/setup-node']);
  });
});

it('README pins what it shows in part, too', () => {
  const uses = [...readme.matchAll(/uses: (.*)$/gm)].map(([, action = '']) => action);
  expect(uses.length).toBeGreaterThan(2);
  const pinned = /^(plangate\/plangate@v1|[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/;
  expect(uses.filter(action => !pinned.test(action))).toEqual([]);
});

describe('the examples', () => {
  it('that follow another workflow call it by its name', () => {
    type Named = { name: string; on: { workflow_run?: { workflows: string[] } } };
    const parsed = examples.map(({ file }) => parse(read(file)) as Named);
    const names = parsed.map(({ name }) => name);
    const followed = parsed.flatMap(({ on }) => on.workflow_run?.workflows ?? []);
    expect(followed).toEqual(['plangate']);
    expect(names).toEqual(expect.arrayContaining(followed));
  });

  it.each(examples)('$name is explained in README', ({ file }) => {
    expect(readme).toContain(`(${file})`);
  });
});

const checkout = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1';
const good = `
name: plangate
on: { pull_request: }
permissions: {}
jobs:
  gate:
    runs-on: ubuntu-latest
    permissions: { contents: read, checks: write, pull-requests: write }
    steps:
      - uses: ${checkout} # v7.0.1
        with: { persist-credentials: false }
      - uses: plangate/plangate@v1
        with: { base: main }
      - run: echo \${{ runner.os == 'github.event' && matrix.os || '' }}
`;
const publishing = good
  .replace('pull_request:', 'workflow_run: { workflows: [plangate], types: [completed] }')
  .replace('contents: read', 'actions: read')
  .replace(
    / {6}- uses: actions[\s\S]*$/,
    '      - uses: plangate/plangate@v1\n        with: { mode: publish }\n',
  );

describe('the check of workflows', () => {
  it('finds nothing in a good one', async () => {
    expect(await workflowFaults('good.yml', good)).toEqual([]);
    expect(await workflowFaults('good.yml', publishing)).toEqual([]);
  });

  it.each([
    [good, 'steps:', 'stops:', /^good.yml \(Line: 9, Col: 5\): Unexpected value 'stops'/],
    [good, 'runner.os', 'rummer.os', /Unrecognized named-value: 'rummer'/],
    [good, 'pull_request:', 'pull_request_target:', /^is triggered by pull_request_target$/],
    [good, 'permissions: {}\n', '', /^does not begin with permissions: \{\}$/],
    [
      good,
      'permissions: {}\n',
      'permissions: { contents: read }\n',
      /^does not begin with permissions: \{\}$/,
    ],
    [
      good,
      'contents: read, ',
      'contents: write, ',
      /^gate has permissions .* and needs \{checks: write, contents: read, /,
    ],
    [
      good,
      '    permissions: { contents: read, checks: write, pull-requests: write }\n',
      '',
      /^gate has permissions of no own/,
    ],
    [
      good,
      'base: main',
      'comment: never',
      /^gate has permissions .* and needs \{checks: write, contents: read\}$/,
    ],
    [good, 'base: main', 'baes: main', /^gate gives plangate inputs that it has not: baes$/],
    [good, /@3d3c42e5\w+ # /, '@', /^gate uses actions\/checkout@v7.0.1, which is not pinned/],
    [good, ' # v7.0.1', '', /^gate uses actions\/checkout@3d3c\w+, which is not pinned/],
    [good, 'plangate@v1', 'plangate@main', /^gate uses plangate\/plangate@main, which is not pinned/],
    [good, 'persist-credentials: false', 'fetch-depth: 0', /^gate leaves the token in \.git\/config$/],
    [good, 'runner.os', 'github.head_ref', /^gate pastes github into a shell$/],
    [good, 'runner.os', "steps.a.outputs['x']", /^gate pastes steps into a shell$/],
    [good, 'runner.os', 'toJSON(GitHub)', /^gate pastes github into a shell$/],
    [good, 'base: main', 'mode: publish', /^gate publishes, but not after another workflow$/],
    [
      publishing,
      'mode: publish',
      'base: main',
      /^gate does more than publish after a workflow that ran foreign code$/,
    ],
    [publishing, '- uses: plangate', '- run: ls\n      - uses: plangate', /^gate does more than publish/],
  ])('finds a fault (%#)', async (text, from, to, fault) => {
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    expect(await workflowFaults('good.yml', changed)).toContainEqual(expect.stringMatching(fault));
  });
});

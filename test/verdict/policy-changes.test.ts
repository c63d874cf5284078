import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../src/config/index.ts';
import { readQueries } from '../../src/queries/index.ts';
import { policyChanges } from '../../src/verdict/index.ts';
import type { Side } from '../../src/workspace/index.ts';
import { memoryTree } from '../config/memory-tree.ts';

/** What a pull request writes: `plangate.yml` and query files. */
type Files = Readonly<Record<string, string>>;

async function gateOf(files: Files, side: Side) {
  const tree = memoryTree(files, side);
  return { ...(await readPolicy(tree, null)), queries: await readQueries(tree, ['*.sql']) };
}

/** `budget-raised head plangate.yml:2: …` */
async function changes(base: Files, head: Files): Promise<string[]> {
  const found = policyChanges({ base: await gateOf(base, 'base'), head: await gateOf(head, 'head') });
  return found.map(({ kind, side, file, line, text }) => `${kind} ${side} ${file}:${line}: ${text}`);
}

const yml = (text: string): Files => ({ 'plangate.yml': `${text}\n` });
const sql = (annotations: string, more = ''): Files => ({
  'runs.sql': `-- name: runs\n${annotations}\nselect 1 where $1 = 'a';\n${more}`,
});
const params = '-- params: ["a"]\n';

const loosened: readonly [string, Files, Files][] = [
  ['calls lowered', sql(`${params}-- calls: 12000`), sql(`-- tags: web\n${params}-- calls: 12`)],
  ['budget raised', yml('budgets: {latency: 50ms, wal: 8MB}'), yml('budgets:\n  latency: 2s\n  wal: 16MB')],
  ['budget removed', yml('budgets: {latency: 50ms,\n  rows-read: 1000}'), yml('budgets: {latency: 50ms}')],
  ['all removed', { ...yml('strict: true\nsamples: 31\nbudgets: {buffers: 400}'), 'README.md': '' }, {}],
  [
    'budgets of tags',
    yml('budgets:\n  tags:\n    web: {latency: 50ms, plan: [no spill]}\n    job: {buffers: 400}'),
    yml('budgets:\n  tags:\n    web: {latency: 60ms}'),
  ],
  [
    'a tag laxer than the default',
    yml('budgets: {latency: 50ms, buffers: 400, tags: {job: {buffers: 300}}}'),
    yml('budgets:\n  latency: 50ms\n  buffers: 400\n  tags:\n    web: {latency: 10s}'),
  ],
  [
    'plan lock removed',
    yml('budgets:\n  plan:\n    - no spill\n    - index A'),
    yml('budgets:\n  plan: [no spill]'),
  ],
  [
    'tolerances',
    yml('tolerances: {buffers: 5%, latency-floor: 1ms}'),
    yml('tolerances:\n  latency: 50%\n  buffers-floor: 1000'),
  ],
  ['severity', yml('strict: true'), yml('strict: true\nrules:\n  sequential-scan:\n    severity: warning')],
  [
    'thresholds',
    yml('rules: {sequential-scan: {rows: 1000}}'),
    yml('rules:\n  sequential-scan:\n    pages: 5000\n    share: 50%'),
  ],
  ['waiver added', {}, yml('waivers:\n  - {query: runs, reason: later, expires: 2027-03-31}')],
  [
    'waivers extended and widened',
    yml(
      'waivers:\n  - {query: a, reason: r, expires: 2027-03-31}\n  - {query: b, rule: sequential-scan, reason: r}',
    ),
    yml('waivers:\n  - {query: a, reason: r}\n  - {query: b, reason: r}'),
  ],
  [
    'thresholds of every kind',
    {},
    yml(
      'rules:\n  slow-trigger: {share: 30%, milliseconds: 20ms}\n  row-misestimate: {factor: 20, rows: 200}\n  redundant-index: {bytes: 8MB}\n  correlated-subplan: {loops: 2000}',
    ),
  ],
  [
    'severity of a query, a table and a tag',
    yml('rules: {sort-spill: {severity: warning, queries: {runs: error}, tags: {web: error}}}'),
    yml(
      'rules:\n  sort-spill:\n    queries: {nightly: off}\n    tables:\n      audit.log: note\n    tags: {web: warning, job: warning}',
    ),
  ],
  [
    'severity of a query, of a rule that is off',
    yml('rules: {sort-spill: {severity: off, queries: {runs: error}}}'),
    yml('rules: {sort-spill: {severity: off}}'),
  ],
  ['suppression added', sql(params), sql(`${params}-- plangate-ignore sequential-scan: nightly job`)],
  [
    'suppression of another rule, and of a new query',
    sql(`${params}-- plangate-ignore sequential-scan: nightly job`),
    sql(
      `${params}-- plangate-ignore sort-spill: nightly job`,
      '-- name: other\n-- plangate-ignore sort-spill: <b>|@all\nselect 2;\n',
    ),
  ],
  ['strict switched off', yml('strict: true'), yml('strict: false')],
  ['policy-from taken away', yml('policy-from: base\nsamples: 11'), yml('samples: 11')],
  [
    'waiver of a table',
    yml('waivers: [{rule: duplicate-index, relation: items, reason: r}]'),
    yml(
      'waivers:\n  - {rule: duplicate-index, relation: items, reason: r}\n  - {rule: duplicate-index, relation: orders, reason: r}',
    ),
  ],
  ['fewer samples, longer timeout', {}, yml('samples: 3\nstatement-timeout: 5min')],
  ['query removed', sql(params, '-- name: other\nselect 2;\n'), sql(params)],
  [
    'sets removed',
    sql('-- params a: ["a"]\n-- params b: ["b"]\n-- params from: select 1 as "1"'),
    sql('-- params a: ["a"]'),
  ],
  ['unnamed set removed', sql(params), sql('-- params a: ["a"]')],
  [
    'annotation raised',
    sql(`${params}-- budget: latency 10ms, buffers 400`),
    sql(`${params}-- budget: latency 20ms, buffers 400`),
  ],
  ['annotation removed', sql(`${params}-- budget: latency 10ms\n-- plan: no spill`), sql(params)],
  [
    'annotation removed, the default holds',
    { ...yml('budgets: {latency: 500ms}'), ...sql(`${params}-- budget: latency 10ms`) },
    { ...yml('budgets: {latency: 500ms}'), ...sql(params) },
  ],
  [
    'annotation above the default',
    { ...yml('budgets: {latency: 50ms}'), ...sql(params) },
    { ...yml('budgets: {latency: 50ms}'), ...sql(`${params}-- budget: latency 10s`) },
  ],
  [
    'tag taken away',
    { ...yml('budgets: {tags: {web: {latency: 50ms, plan: [no spill]}}}'), ...sql(`${params}-- tags: web`) },
    { ...yml('budgets: {tags: {web: {latency: 50ms, plan: [no spill]}}}'), ...sql(`${params}-- tags: job`) },
  ],
  [
    'results off',
    yml('results: ordered\nresults-tolerance: 0.001'),
    yml('results: bag\nresults-tolerance: 0.01'),
  ],
  [
    'results of a query',
    { ...yml('results: bag'), ...sql(params) },
    { ...yml('results: bag'), ...sql(`${params}-- results: off`) },
  ],
  [
    'text that is hostile',
    sql(`${params}-- budget: latency 10ms`, '-- name: <b>`x`|@all\nselect 2;\n'),
    { ...yml('waivers:\n  - {query: "a\\u202eb", reason: "<script>"}'), ...sql(params) },
  ],
];

describe('what a change does to the gate', () => {
  it('is told in these words', async () => {
    const told: string[] = [];
    for (const [title, base, head] of loosened) {
      const lines = await changes(base, head);
      expect(lines.length, title).toBeGreaterThan(0);
      told.push(`# ${title}`, ...lines, '');
    }
    await expect(told.join('\n')).toMatchFileSnapshot('golden/policy-changes.txt');
  });

  it.each(loosened)('%s: the way back tightens, and is not told', async (title, base, head) => {
    const back = await changes(head, base);
    const kept = [
      'tolerances',
      'thresholds',
      'severity of a query, a table and a tag',
      'suppression of another rule, and of a new query',
      'unnamed set removed',
      'sets removed',
      'text that is hostile',
    ];
    if (!kept.includes(title)) expect(back).toEqual([]);
  });

  it.each<[string, Files, Files]>([
    ['nothing', yml('budgets: {latency: 50ms}'), yml('budgets:\n\n  latency: 50ms')],
    [
      'a budget that moves from the default to the query',
      { ...yml('budgets: {latency: 50ms}\nstrict: true'), ...sql(params) },
      { ...yml('budgets: {latency: 50ms}\nstrict: true'), ...sql(`${params}-- budget: latency 50ms`) },
    ],
    [
      'a waiver of what a wider one lets pass',
      yml('waivers: [{query: a, reason: r}]'),
      yml('waivers: [{query: a, rule: sequential-scan, reason: s, expires: 2027-01-01}]'),
    ],
    [
      'a new query with a budget of its own',
      sql(params),
      sql(params, '-- name: other\n-- budget: latency 1s\nselect 2;\n'),
    ],
    [
      'a query that has come to take parameters',
      { 'a.sql': 'select 1;\n' },
      { 'a.sql': '-- params x: ["a"]\nselect $1;\n' },
    ],
    [
      'a rule that was off',
      yml('rules: {sequential-scan: {severity: off}}'),
      yml('rules: {sequential-scan: {severity: off, rows: 99999}}'),
    ],
    ['calls that nobody told before', sql(params), sql(`${params}-- calls: 1`)],
    [
      'a suppression for another reason',
      sql(`${params}-- plangate-ignore sort-spill: nightly job`),
      sql(`${params}-- tags: job\n-- plangate-ignore sort-spill: nobody waits for it`),
    ],
    [
      'a severity of its own that is the same',
      yml('rules: {sort-spill: {severity: warning}}'),
      yml('rules: {sort-spill: {severity: warning, queries: {a: warning, b: error}}}'),
    ],
    [
      'a query that moves to another file',
      { 'a.sql': '-- name: q\nselect 1;\n' },
      { 'b.sql': '-- name: q\nselect 1;\n' },
    ],
  ])('%s is no change', async (_, base, head) => {
    expect(await changes(base, head)).toEqual([]);
  });
});

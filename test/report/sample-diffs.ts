import { parsePlan } from '../../src/plan/index.ts';
import { planDiff } from '../../src/report/plan-diff.ts';

/** Diffs of the plans in sample-plans.ts, made as a run makes them. */

type Node = Readonly<Record<string, unknown>>;

function node(type: string, [rows, loops, blocks]: readonly number[], fields: Node, ...plans: Node[]): Node {
  return {
    'Node Type': type,
    'Parent Relationship': 'Outer',
    'Actual Rows': rows,
    'Actual Loops': loops,
    'Shared Hit Blocks': blocks,
    ...fields,
    Plans: plans,
  };
}

function scan(type: string, numbers: readonly number[], name: string, fields: Node = {}): Node {
  return node(type, numbers, { 'Relation Name': name, Alias: name[0], ...fields });
}

const recent = "(deployed_at >= ('2026-01-01 00:00:00+00'::timestamptz - '30 days'::interval))";

const byIndex = scan('Index Scan', [50, 1, 59], 'deployments', {
  'Index Name': 'deployments_deployed_at_idx',
  'Index Cond': recent,
});
const bySequence = scan('Seq Scan', [4450, 1, 5813], 'deployments', {
  Filter: recent,
  'Rows Removed by Filter': 15678,
});
const version = scan('Index Scan', [1, 50, 100], 'versions', {
  'Relation Name': 'model_versions',
  'Index Name': 'model_versions_pkey',
  'Index Cond': '(version_id = d.version_id)',
});
const model = scan('Index Scan', [1, 3, 9], 'models', {
  'Index Name': 'models_pkey',
  'Index Cond': '(model_id = v.model_id)',
});

const indexed = node(
  'Limit',
  [50, 1, 168],
  {},
  node(
    'Nested Loop',
    [50, 1, 168],
    {},
    node('Nested Loop', [50, 1, 159], {}, byIndex, version),
    node('Memoize', [1, 50, 9], { 'Cache Key': 'v.model_id' }, model),
  ),
);

const versions = scan('Seq Scan', [1975, 1, 38], 'versions', { 'Relation Name': 'model_versions' });
const models = scan('Seq Scan', [1876, 1, 26], 'models');

const sequential = node(
  'Limit',
  [50, 1, 5877],
  {},
  node(
    'Sort',
    [50, 1, 5877],
    {
      'Sort Key': ['d.deployed_at DESC'],
      'Sort Method': 'top-N heapsort',
      'Sort Space Used': 41,
      'Sort Space Type': 'Memory',
    },
    node(
      'Hash Join',
      [4450, 1, 5877],
      { 'Hash Cond': '(v.model_id = m.model_id)' },
      node(
        'Hash Join',
        [4450, 1, 5851],
        { 'Hash Cond': '(d.version_id = v.version_id)' },
        bySequence,
        node('Hash', [1975, 1, 38], {}, versions),
      ),
      node('Hash', [1876, 1, 26], {}, models),
    ),
  ),
);

const [withIndex, withoutIndex] = [indexed, sequential].map(Plan => parsePlan([{ Plan }]));
if (withIndex === undefined || withoutIndex === undefined) throw new Error('no plans');

export const planDiffs = {
  lostIndex: planDiff(withIndex, withoutIndex),
  gainedIndex: planDiff(withoutIndex, withIndex),
};

import { expect, test } from 'vitest';
import { readPolicy } from '../src/config/index.ts';
import { policyInForce } from '../src/policy-in-force.ts';
import { readQueries } from '../src/queries/index.ts';
import { memoryTree } from './config/memory-tree.ts';

const query = (name: string, ignores: string) => `-- name: ${name}\n${ignores}select 1;\n`;

test("by base's policy, base says of which queries the rows are compared", async () => {
  const trees = {
    base: memoryTree(
      { 'a.sql': query('a', '-- results: ordered\n'), 'plangate.yml': 'policy-from: base\n' },
      'base',
    ),
    head: memoryTree({ 'a.sql': query('a', '-- results: off\n'), 'plangate.yml': 'policy-from: base\n' }),
  };
  const queries = {
    base: await readQueries(trees.base, ['*.sql']),
    head: await readQueries(trees.head, ['*.sql']),
  };
  const { policy } = await readPolicy(trees.head, null);
  const modes = async (wanted: 'base' | 'head') =>
    (await policyInForce({ trees, file: null, wanted, head: policy, queries })).queries.map(
      ({ results }) => results,
    );
  expect(await modes('base')).toEqual(['ordered']);
  expect(await modes('head')).toEqual(['off']);
});

test("by base's policy, a suppression holds once it is merged", async () => {
  const sort = '-- plangate-ignore sort-spill: nightly job\n';
  const scan = '-- plangate-ignore sequential-scan: later\n';
  const trees = {
    base: memoryTree(
      { 'plangate.yml': 'policy-from: base\n', 'a.sql': query('a', ''), 'b.sql': query('b', sort) },
      'base',
    ),
    head: memoryTree({
      'plangate.yml': 'policy-from: base\n',
      'a.sql': query('a', scan),
      'b.sql': query('b', `${scan}${sort}`),
      'c.sql': query('c', scan),
    }),
  };
  const queries = {
    base: await readQueries(trees.base, ['*.sql']),
    head: await readQueries(trees.head, ['*.sql']),
  };
  const { policy } = await readPolicy(trees.head, null);
  const inForce = (wanted: 'base' | 'head') =>
    policyInForce({ trees, file: null, wanted, head: policy, queries });
  const ignored = (found: Awaited<ReturnType<typeof inForce>>) =>
    found.queries.map(({ name, ignores }) => [
      name,
      ...(ignores ?? []).map(({ rule, line }) => `${rule}:${line}`),
    ]);
  expect(ignored(await inForce('base'))).toEqual([['a'], ['b', 'sort-spill:3'], ['c']]);
  expect(ignored(await inForce('head'))).toEqual([
    ['a', 'sequential-scan:2'],
    ['b', 'sequential-scan:2', 'sort-spill:3'],
    ['c', 'sequential-scan:2'],
  ]);
  const { told } = await inForce('base');
  expect(told.changes.map(({ kind, file, line }) => `${kind} ${file}:${line}`)).toEqual([
    'ignore-added a.sql:2',
    'ignore-added b.sql:2',
    'ignore-added c.sql:2',
  ]);
});

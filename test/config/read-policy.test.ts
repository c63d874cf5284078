import { expect, it } from 'vitest';
import { defaultPolicy, readPolicy } from '../../src/config/index.ts';
import { memoryTree, refusal } from './memory-tree.ts';

const text = `strict: true
budgets:
  latency: 500ms
  plan: [no spill]
  tags:
    web: {latency-p95: 50ms, rows-read: 1000}
waivers:
  - {query: a, reason: old, expires: 2027-01-01}
`;

it("reads all of base's policy, and where it stands", async () => {
  const { file, policy, lineOf, isWritten } = await readPolicy(
    memoryTree({ 'plangate.yml': text }, 'base'),
    null,
  );
  expect(file).toBe('plangate.yml');
  expect(policy).toEqual({
    ...defaultPolicy,
    strict: true,
    budgets: {
      latency: 500,
      plan: [{ kind: 'no-spill' }],
      tags: { web: { 'latency-p95': 50, 'rows-read': 1000 } },
    },
    waivers: [{ query: 'a', rule: null, reason: 'old', expires: '2027-01-01', line: 8 }],
  });
  expect([lineOf(['budgets', 'latency']), lineOf(['budgets', 'tags', 'web']), lineOf(['samples'])]).toEqual([
    3, 6, 1,
  ]);
  const keys = [['strict'], ['budgets', 'latency'], ['budgets', 'rows'], ['strict', 'length'], ['samples']];
  expect(keys.map(key => isWritten(key))).toEqual([true, true, false, false, false]);
});

it('is the default without a file', async () => {
  const read = await readPolicy(memoryTree({}, 'base'), 'ci/gate.yml');
  expect(read).toMatchObject({ file: null, policy: defaultPolicy });
  expect(read.isWritten(['strict'])).toBe(false);
});

it('refuses what this version cannot read', async () => {
  const tree = memoryTree({ 'plangate.yml': 'brand-new: 1\n' }, 'base');
  expect(await refusal(readPolicy(tree, null))).toContain(
    'plangate.yml:1, brand-new: this key is not known.',
  );
});

import { describe, expect, it } from 'vitest';
import { formatPlan, type Plan, parsePlan } from '../../src/plan/index.ts';
import { fixturePlan } from './fixture-plans.ts';

const told = (plan: Plan) => formatPlan(plan, { times: false });

describe('formatPlan', () => {
  it.each([
    [18, 'nested-loop'],
    [17, 'cte-of-cte'],
    [14, 'init-plan-in-limit'],
    [15, 'sort-disk'],
    [16, 'memoize'],
    [17, 'append-pruned-when-run'],
    [18, 'merge'],
    [16, 'quoted-names'],
    [15, 'hash-aggregate'],
    [18, 'parallel-aggregate'],
    [14, 'init-plan-in-output-verbose'],
    [16, 'result-never-executed'],
    [17, 'plain-explain'],
    [17, 'bitmap-or'],
    [14, 'delete-cascade'],
  ])('PostgreSQL %i, %s', async (major, name) => {
    const text = told(fixturePlan(major, name));
    expect(text.split('\n').length).toBeGreaterThan(0);
    await expect(`${text}\n`).toMatchFileSnapshot(`golden/${major}-${name}.txt`);
  });

  it('tells times unless asked not to', () => {
    const plan = fixturePlan(17, 'hash-join');
    expect(formatPlan(plan)).toMatch(/^\S.*\(rows=20 buffers=20 time=\d+\.\d{3}\)$/m);
    expect(told(plan)).not.toContain('time=');
    expect(formatPlan(fixturePlan(17, 'timing-off'))).not.toContain('time=');
  });

  it('points at nodes', () => {
    const plan = fixturePlan(17, 'self-join');
    const marked = formatPlan(plan, {
      mark: new Map([
        [0, ''],
        [3, '12 % of time'],
      ]),
      times: false,
    }).split('\n');
    expect(marked.filter(line => line.includes('  ←'))).toHaveLength(2);
    expect(marked.filter(line => line.endsWith('  ← 12 % of time'))).toHaveLength(1);
    expect(marked[0]).toMatch(/^Aggregate {2}\(.*\) {2}←$/);
    expect(marked.map(line => line.replace(/ {2}←.*/, '')).join('\n')).toBe(told(plan));
  });

  it('cuts lines to a width, never through a character', () => {
    const plan = fixturePlan(17, 'bitmap-or');
    for (const width of [1, 8, 40, 79]) {
      const lines = formatPlan(plan, { width, mark: new Map([[1, '']]) }).split('\n');
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      expect(lines.some(line => line.includes('…'))).toBe(true);
    }
    const emoji = parsePlan([{ Plan: { 'Node Type': 'Seq Scan', 'Relation Name': '🐘🐘🐘🐘', Alias: 'e' } }]);
    for (let width = 12; width < 24; width++) {
      expect(formatPlan(emoji, { width })).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    }
  });

  it('keeps hostile names on their line', () => {
    const Alias = 'a\n->  Seq Scan on b\r\u2028\u202e\u0007';
    const plan = parsePlan([
      { Plan: { 'Node Type': 'Seq Scan', 'Relation Name': 'T|`<b>@x', Alias, Filter: 'x\ny' } },
    ]);
    expect(formatPlan(plan)).toBe(
      'Seq Scan on "T|`<b>@x" "a\\u{a}->  Seq Scan on b\\u{d}\\u{2028}\\u{202e}\\u{7}"  (estimated rows=0)\n' +
        '  Filter: x\\u{a}y',
    );
  });
});

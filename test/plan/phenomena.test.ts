import { describe, expect, it } from 'vitest';
import { walk } from '../../src/plan/index.ts';
import { fixturePlans, majors, phenomenaOf } from './fixture-plans.ts';

describe.each(majors)('the plans of PostgreSQL %i', major => {
  const plans = fixturePlans(major);

  it('are one for each phenomenon', () => {
    const wanted = phenomenaOf(major).map(({ name }) => name);
    expect(plans.map(({ name }) => name)).toEqual(wanted.toSorted());
    expect(wanted.length).toBeGreaterThan(140);
  });

  it('show what they are named after', () => {
    const missing = phenomenaOf(major).filter(({ name, shows }) => {
      return !shows.test(plans.find(plan => plan.name === name)?.text ?? '');
    });
    expect(missing).toEqual([]);
  });

  it('lose nothing when they are read', () => {
    for (const { name, text, plan } of plans) {
      const nodes = walk(plan);
      expect(nodes.length, name).toBe(text.match(/"Node Type"/g)?.length);
      expect(plan.size, name).toBe(nodes.length);
      expect(
        nodes.map(node => node.id),
        name,
      ).toEqual(nodes.map((_, at) => at));
    }
  });
});

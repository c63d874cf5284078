import { describe, expect, it, test } from 'vitest';
import { defaultPolicy, ruleKeys } from '../../src/config/index.ts';
import { renderRule, renderRules } from '../../src/report/index.ts';
import { rules } from '../../src/rules/index.ts';

const ids = Object.values(rules).map(({ id }) => id);
const plain = { colour: false, width: 80 };
const defaults = { rules: defaultPolicy.rules, file: null };

describe('the list of rules', () => {
  it('has each with its severity and what it sees', () => {
    const lines = renderRules(defaults, plain).split('\n');
    for (const id of ids) {
      const line = lines.find(each => each.startsWith(`${id} `)) ?? '';
      expect(line.split(/ {2,}/)[1]?.split(' ')[0]).toBe(ruleKeys[id].severity);
    }
    const text = lines.join(' ').replace(/\s+/g, ' ');
    for (const id of ids) expect(text).toContain(ruleKeys[id].sees);
    expect(lines.filter(line => line.length > 80)).toEqual([]);
    expect(text).toContain('Severities are the defaults.');
  });

  it('says what the repository makes of them', () => {
    const own = {
      severity: 'off',
      thresholds: {},
      queries: { a: 'note', b: 'off' },
      tags: { x: 'note' },
    } as const;
    const text = renderRules(
      { rules: { 'sequential-scan': own }, file: 'plangate.yml' },
      { ...plain, width: 200 },
    );
    expect(text).toMatch(/^sequential-scan +off +A filter .* \(another severity for 2 queries, 1 tag\)$/m);
    expect(text).toContain('Severities are those of plangate.yml.');
  });
});

test.each(ids)('the page of %s reads as text', id => {
  const text = renderRule(id, defaults, plain);
  const prose = text.split('\n').filter(line => !line.startsWith('    '));
  expect(prose.join('\n')).not.toMatch(/[`*]|\]\(|^#|\.\.\//m);
  // An address is as long as it is.
  expect(prose.filter(line => line.length > 80 && !line.includes('://'))).toEqual([]);
  expect(text).toContain('When to switch it off');
  expect(text).toMatch(new RegExp(`^By default: severity: ${ruleKeys[id].severity}\\b`, 'm'));
  expect(renderRule(id, defaults, { ...plain, colour: true })).toContain('\u001b[1mWhy it matters\u001b[0m');
});

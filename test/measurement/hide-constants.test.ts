import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hideConstants, hideIn, hideInMessage } from '../../src/measurement/hide-constants.ts';
import { parsePlan, shape } from '../../src/plan/index.ts';

const plans = join(import.meta.dirname, '..', '..', 'fixtures', 'plans');

describe('constants', () => {
  it.each([
    ["((status)::text = 'gold'::text)", "((status)::text = '?'::text)"],
    ["(name = 'it''s 5'::text)", "(name = '?'::text)"],
    ["(name = E'a\\'b')", "(name = '?')"],
    ['((price > 9.99) AND (id = ANY ($1)))', "((price > '?') AND (id = ANY ($1)))"],
    ["(tags @> '{a,b}'::text[])", "(tags @> '?'::text[])"],
    ["(name ~~ '%smith%'::text)", "(name ~~ '%?'::text)"],
    ["(name ~~ 'smi%'::text)", "(name ~~ '?'::text)"],
    ['(hashed SubPlan 1)', '(hashed SubPlan 1)'],
    ['((InitPlan 12).col1 = t5.c6)', '((InitPlan 12).col1 = t5.c6)'],
    ['("Salary 2026" > 100)', '("Salary 2026" > \'?\')'],
    ["(data -> 'ssn'::text)", "(data -> '?'::text)"],
    ["(a = 'never closed", "(a = '?'"],
  ])('of %s are hidden', (expression, hidden) => {
    expect(hideIn(expression)).toBe(hidden);
  });

  it('of real plans of every major are hidden, and nothing else of them changes', () => {
    let seen = 0;
    for (const major of ['14', '18']) {
      for (const file of readdirSync(join(plans, major)).filter(name => name.endsWith('.json'))) {
        const text = readFileSync(join(plans, major, file), 'utf8');
        const explain: unknown = JSON.parse(text);
        const hidden = hideConstants(explain);
        expect(JSON.stringify(explain)).toBe(JSON.stringify(JSON.parse(text)));
        expect(shape(parsePlan(hidden)), file).toBe(shape(parsePlan(explain)));
        expect(parsePlan(hidden).root.actual, file).toEqual(parsePlan(explain).root.actual);
        for (const condition of conditionsIn(hidden)) {
          expect(condition.replace(/'%?\?'/g, ''), file).not.toMatch(/'/);
          seen++;
        }
      }
    }
    expect(seen).toBeGreaterThan(100);
  });

  it('are hidden at any depth', () => {
    let plan: Record<string, unknown> = { 'Node Type': 'Result', Filter: "(a = 'secret')" };
    for (let depth = 0; depth < 20_000; depth++) plan = { 'Node Type': 'Append', Plans: [plan] };
    let at: unknown = hideConstants([{ Plan: plan }]);
    for (at = (at as { Plan: unknown }[])[0]?.Plan; isNode(at) && at.Plans !== undefined; ) at = at.Plans[0];
    expect(at).toEqual({ 'Node Type': 'Result', Filter: "(a = '?')" });
  });

  it('are hidden in fields that nobody knows yet', () => {
    expect(hideConstants([{ Plan: { 'Node Type': 'Result', 'Future Key': ["x = 'secret'"] } }])).toEqual([
      { Plan: { 'Node Type': 'Result', 'Future Key': ["x = '?'"] } },
    ]);
  });
});

it('messages that may quote a value are not shown, those that name objects are', () => {
  expect(hideInMessage('column "x" does not exist', '42703')).toBe('column "x" does not exist');
  expect(hideInMessage('canceling statement due to statement timeout', '57014')).toContain('timeout');
  const hidden = hideInMessage('invalid input syntax for type integer: "secret"', '22P02');
  expect(hidden).toContain('22P02');
  expect(hidden).not.toContain('secret');
});

function isNode(value: unknown): value is { readonly Plans?: readonly unknown[] } {
  return typeof value === 'object' && value !== null;
}

function conditionsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, own]) =>
    typeof own === 'string' && /Cond|Filter/.test(key) ? [own] : conditionsIn(own),
  );
}

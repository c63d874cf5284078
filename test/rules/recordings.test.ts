import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { majors } from '../../fixtures/plans/phenomena.ts';
import { type Recording, recordingsOf, replay } from '../../fixtures/rules/recording.ts';
import { type RuleId, ruleKeys } from '../../src/config/index.ts';
import { type Finding, findFindings, rules } from '../../src/rules/index.ts';
import { expectFacts } from './expect-facts.ts';

/** What every major version of PostgreSQL made of the rules' stories (fixtures/recorded), looked at by the rules again. */

const folder = new URL('../../fixtures/recorded/', import.meta.url);
const isRecorded = (major: number, rule: RuleId) => existsSync(new URL(`${major}/${rule}.json`, folder));
const ids = Object.values(rules).map(({ id }) => id);
const told = majors.flatMap(major =>
  ids
    .filter(rule => isRecorded(major, rule))
    .flatMap(rule =>
      Object.entries(recordingsOf(major, rule)).map(([story, recording]) => ({
        major,
        rule,
        story,
        recording,
      })),
    ),
);

async function findingsOf(rule: RuleId, recording: Recording): Promise<readonly Finding[]> {
  const { comparisons, catalogues, scripts, thresholds } = replay(recording);
  const script = (file: string, text: string, isNew: boolean) =>
    text.trim() === '' ? [] : [{ kind: 'migration' as const, file, text, isNew }];
  const base = script('base.sql', scripts.base, false);
  const { severity } = ruleKeys[rule];
  const findings = await findFindings({
    comparisons,
    catalogues,
    rules: { [rule]: { severity, thresholds } },
    scripts: { base, head: [...base, ...script('head.sql', scripts.head, true)] },
  });
  return findings.filter(
    finding =>
      finding.side === 'head' && (finding.rule === rule || finding.also.some(cause => cause.rule === rule)),
  );
}

const fired = new Map<RuleId, Set<number>>();

describe.each(majors)('PostgreSQL %i', major => {
  test.each(told.filter(of => of.major === major))('$rule: $story', async ({ rule, story, recording }) => {
    const found = await findingsOf(rule, recording);
    if (story.startsWith('clean/')) return expect(found).toEqual([]);
    expect(found).not.toEqual([]);
    expectFacts(found, replay(recording).comparisons[0]);
    fired.set(rule, (fired.get(rule) ?? new Set()).add(major));
  });
});

test('at least 95 % of the rules speak on a major version other than 17, on which they were written', () => {
  const silent = ids.filter(id => ![...(fired.get(id) ?? [])].some(major => major !== 17));
  expect(silent.length, silent.join()).toBeLessThanOrEqual(0.05 * ids.length);
});

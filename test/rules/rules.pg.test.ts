import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RuleId, ruleKeys } from '../../src/config/index.ts';
import type { Server } from '../../src/postgres/index.ts';
import { describeFinding, type Finding, findFindings, rules } from '../../src/rules/index.ts';
import { have } from '../support/have.ts';
import { testServer } from '../support/postgres.ts';
import { openStage, readStory } from '../support/staged-case.ts';
import { expectFacts } from './expect-facts.ts';
import { expectNewIndexes } from './expect-new-indexes.ts';

/** Every rule's examples, run against a real PostgreSQL: what is flagged in which words, and what is not. */

const fixtures = join(import.meta.dirname, '../../fixtures/rules');
type Stage = Awaited<ReturnType<typeof openStage>>;
let server: Server;
let stage: Stage;

beforeAll(async () => {
  // The words name pages and plans, which differ a little between major versions.
  server = await testServer(17);
  stage = await openStage(server, 1);
});
afterAll(() => server[Symbol.asyncDispose]());

/** Only Debian's server can compile. */
const compiles = (rule: string) => rule === 'jit-overhead';
const haveJit = have(
  'JIT in /usr/lib/postgresql/15',
  existsSync('/usr/lib/postgresql/15/lib/llvmjit.so'),
  'apt-get install postgresql',
);
let compiling: Server | null = null;
let compilingStage: Stage | null = null;
afterAll(() => compiling?.[Symbol.asyncDispose]());

async function stageOf(rule: string): Promise<Stage> {
  if (!compiles(rule)) return stage;
  if (compiling === null) {
    compiling = await testServer(15, { engine: 'local' });
    compilingStage = await openStage(compiling, 1);
  }
  return compilingStage ?? stage;
}

async function findingsOf(rule: string, kind: string, file: string): Promise<readonly Finding[]> {
  const story = readStory(readFileSync(join(fixtures, rule, kind, file), 'utf8'));
  const { comparisons, catalogues, database } = await (await stageOf(rule))(file.replace('.sql', ''), story);
  const script = (name: string, text: string, isNew: boolean) =>
    text.trim() === '' ? [] : [{ kind: 'migration' as const, file: name, text, isNew }];
  const base = script('base.sql', story.base, false);
  const scripts = { base, head: [...base, ...script('head.sql', story.head, true)] };
  const { severity } = ruleKeys[rule as RuleId];
  const settings = { [rule]: { severity, thresholds: story.thresholds } };
  const findings = await findFindings({ comparisons, catalogues, rules: settings, scripts });
  expectFacts(findings, comparisons.length > 1 ? undefined : comparisons[0]);
  for (const finding of findings.filter(({ side }) => side === 'head'))
    await expectNewIndexes(finding.rule, describeFinding(finding).remedy, database);
  return findings.filter(finding => finding.rule === rule || finding.also.some(cause => cause.rule === rule));
}

/** Times are of this machine, and so is what is reckoned from them. */
const timeless = (text: string) =>
  text
    .replace(/\d[\d.,]* (?:µs|ms|s)\b/g, '<time>')
    .replace(/[\d.]+ %( of the execution)/g, '<share>$1')
    .replace(/(<time>) \([^)]*\)/g, '$1 (<ratio>)');

const placeOf = ({ file, line, column }: Finding) =>
  [file, line, column].filter(part => part !== null).join(':');

for (const rule of Object.keys(rules)) {
  if (compiles(rule) && !haveJit) continue;
  const files = (kind: string) =>
    readdirSync(join(fixtures, rule, kind)).filter(file => file.endsWith('.sql'));

  describe(`${rule}: flagged`, () => {
    test.each(files('flagged'))('%s', async file => {
      const findings = await findingsOf(rule, 'flagged', file);
      expect(findings.filter(finding => finding.side === 'head')).not.toEqual([]);
      const text = findings.map(finding => {
        const { message, remedy } = describeFinding(finding);
        return `${finding.severity} on ${finding.side}${finding.isNew ? ', new' : ''}: ${finding.rule} of ${finding.relation}, ${placeOf(finding)}\n${message}\n${remedy}\n`;
      });
      await expect(timeless(text.join('\n'))).toMatchFileSnapshot(
        `golden/${rule}/${file.replace('.sql', '.txt')}`,
      );
    });
  });

  describe(`${rule}: clean`, () => {
    test.each(files('clean'))('%s', async file => {
      const findings = await findingsOf(rule, 'clean', file);
      expect(findings.filter(finding => finding.side === 'head').map(describeFinding)).toEqual([]);
    });
  });
}

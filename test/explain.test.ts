import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { type CommandProcess, main } from '../src/command.ts';
import { fixturePlans } from './plan/fixture-plans.ts';
import { fences } from './support/fences.ts';

/** `plangate explain` of a plan that is there already; registered queries are in explain.pg.test.ts. */

const folder = mkdtempSync(join(tmpdir(), 'plangate-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const text = (name: string) => fixturePlans(17).find(plan => plan.name === name)?.text ?? '';
const file = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);

interface World {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
}

async function plangate(line: string, { stdin = '', env = {}, isTerminal = false }: World = {}) {
  const told = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY: isTerminal,
    ...(isTerminal ? { columns: 100 } : {}),
    write: (part: string) => {
      told[name] += part;
      return true;
    },
  });
  const code = await main({
    argv: ['node', 'plangate', ...line.split(' ')],
    env,
    cwd: () => folder,
    stdin: Object.assign(Readable.from([Buffer.from(stdin)]), { isTTY: false }),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    on: () => undefined,
    off: () => undefined,
    exit: () => undefined,
  } as unknown as CommandProcess);
  return { code, ...told };
}

describe('plangate explain', () => {
  it('shows the tree with what is costly marked, and what the rules say', async () => {
    file('scan.json', text('seq-scan'));
    const { code, stdout, stderr } = await plangate('explain scan.json', { env: { COLUMNS: '100' } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    // Shares of time are shown as they were.
    const stable = (shown: string) =>
      shown
        .replace(/\d+(?:\.\d+)? (?:ms|µs|% of time)/g, 'T')
        .replace(/time=[\d.]+/g, 'time=T')
        .trimEnd();
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const shown = fences(readme, 'text').find(code => code.startsWith('scan.json'));
    expect(stable(stdout)).toBe(stable(shown ?? ''));
    expect(stdout).toContain('\n    CREATE INDEX CONCURRENTLY ON readings (value);\n');
  });

  it('reads standard input, in either format, and UTF-16 from a file', async () => {
    const plan = 'Result  (cost=0.00..0.01 rows=1 width=4) (actual time=0.001..0.001 rows=1 loops=1)\n';
    for (const stdin of [plan, text('seq-scan')]) {
      const { code, stdout } = await plangate('explain -', { stdin });
      expect(code).toBe(0);
      expect(stdout).toMatch(/^standard input\n/);
    }
    file('wide.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(plan, 'utf16le')]));
    expect((await plangate('explain wide.txt')).stdout).toContain('Result  (rows=1 time=0.001)');
  });

  it('has colours at a terminal, unless NO_COLOR says otherwise', async () => {
    file('scan.json', text('seq-scan'));
    const shown = async (world: World) => (await plangate('explain scan.json', world)).stdout;
    expect(await shown({ isTerminal: true })).toContain('\u001b[31mSeq Scan on readings');
    expect(await shown({ isTerminal: true, env: { NO_COLOR: '1' } })).not.toContain('\u001b');
    expect(await shown({})).not.toContain('\u001b');
  });

  it('prints JSON for programs', async () => {
    file('scan.json', text('seq-scan'));
    const { stdout } = await plangate('explain scan.json --json');
    const { plans, warnings } = JSON.parse(stdout);
    const [plan] = plans;
    expect(warnings).toEqual([]);
    expect(plan).toMatchObject({ name: 'scan.json', file: null, work: { buffers: 128 } });
    expect(plan.nodes).toHaveLength(1);
    expect(plan.nodes[0]).toMatchObject({ id: 0, parent: null, buffers: 128, bufferShare: 1 });
    expect(plan.findings[0]).toMatchObject({
      rule: 'sequential-scan',
      statement: 'CREATE INDEX CONCURRENTLY ON readings (value);',
    });
  });

  it('says that a method is switched off', async () => {
    const Plan = { 'Node Type': 'Seq Scan', 'Relation Name': 't', Alias: 't', 'Total Cost': 10_000_000_458 };
    const stdin = JSON.stringify([{ Plan, Settings: { enable_seqscan: 'off' } }]);
    const { code, stdout } = await plangate('explain -', { stdin });
    expect(code).toBe(0);
    expect(stdout).toContain('forced-plan');
    expect(stdout).toContain('enable_seqscan is off');
  });

  it('lets nothing in a plan move the cursor', async () => {
    const odd = '\u001b[2J\u0007\u202e';
    const stdin = JSON.stringify([{ Plan: { 'Node Type': odd, Filter: odd, 'Relation Name': odd } }]);
    const { code, stdout } = await plangate('explain -', { stdin, env: { FORCE_COLOR: '0' } });
    expect(code).toBe(0);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through.
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it.each([
    [
      'explain',
      'plangate explain: there is nothing to explain. Name a registered query or a file with a plan, or write - to read one from standard input.',
    ],
    [
      'explain a b',
      'command line: "b" is not expected here. Give references and files with their options. See plangate --help.',
    ],
    [
      'explain a --base main',
      '--base: plangate explain does not take this option. Leave it out. See plangate --help.',
    ],
    ['check --json', '--json: plangate check does not take this option. Leave it out. See plangate --help.'],
    [
      'explain no/such.json',
      'no/such.json: There is no such file. Name a file that holds what EXPLAIN printed, a query file or a registered query.',
    ],
    [
      'explain broken.json',
      'broken.json, [0].Plan.Plans[0].Actual Rows: Found "many", expected a number of at least 0. Give the value that EXPLAIN (FORMAT JSON) of PostgreSQL 14 to 18 returned, unchanged.',
    ],
    [
      'explain notes.txt',
      'notes.txt:1:1: Found "Dear diary", expected a plan, as EXPLAIN prints it in its text or JSON format. Give all that EXPLAIN of PostgreSQL 14 to 18 printed, unchanged.',
    ],
  ])('%s: exit code 2', async (line, message) => {
    const scan = { 'Node Type': 'Seq Scan', 'Actual Loops': 1, 'Actual Rows': 'many' };
    file('broken.json', JSON.stringify([{ Plan: { 'Node Type': 'Limit', Plans: [scan] } }]));
    file('notes.txt', 'Dear diary\n');
    expect(await plangate(line)).toEqual({ code: 2, stdout: '', stderr: `plangate: ${message}\n` });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlangateError } from '../../src/errors.ts';
import { formatPlan, type Plan, readPlan, walk } from '../../src/plan/index.ts';
import { jsonFault } from '../../src/plan/json-fault.ts';
import { fixturePlans } from './fixture-plans.ts';

const told = (plan: Plan) => formatPlan(plan, { times: false });

const tree = [
  'Hash Left Join  (cost=1.02..2.10 rows=3 width=8) (actual time=0.02..0.03 rows=3 loops=1)',
  '  Hash Cond: (a.id = b.id)',
  '  Buffers: shared hit=2',
  '  ->  Seq Scan on a  (cost=0.00..1.03 rows=3 width=4) (actual time=0.00..0.01 rows=3 loops=1)',
  '        Buffers: shared hit=1',
  '  ->  Hash  (cost=1.01..1.01 rows=1 width=4) (actual time=0.01..0.01 rows=1 loops=1)',
  '        Buckets: 1024  Batches: 1  Memory Usage: 9kB',
  '        Buffers: shared hit=1',
  '        ->  Seq Scan on b  (cost=0.00..1.01 rows=1 width=4) (actual time=0.00..0.01 rows=1 loops=1)',
  "              Filter: (note = 'it''s, 1'::text)",
  '              Rows Removed by Filter: 2',
  '              Buffers: shared hit=1',
  'Planning Time: 0.1 ms',
  'Execution Time: 0.2 ms',
];
const expected = told(readPlan(tree.join('\n'), 'x'));
const width = Math.max(...tree.map(line => line.length));

describe('what psql and others draw around a plan', () => {
  const rule = '-'.repeat(width + 2);
  it.each<[string, readonly string[]]>([
    ['psql', ['    QUERY PLAN', rule, ...tree.map(line => ` ${line}`), '(14 rows)', '', 'Time: 3.1 ms']],
    ['psql in German', ['QUERY PLAN', rule, ...tree.map(line => ` ${line}`), '(14 Zeilen)', '']],
    [
      'psql, border 2',
      [
        `+${rule}+`,
        `| ${'QUERY PLAN'.padStart(40).padEnd(width)} |`,
        `+${rule}+`,
        ...tree.map(line => `| ${line.padEnd(width)} |`),
        `+${rule}+`,
        '(14 rows)',
      ],
    ],
    [
      'psql, border 2, unicode',
      [
        `┌${'─'.repeat(width + 2)}┐`,
        `│ ${'QUERY PLAN'.padEnd(width)} │`,
        `├${'─'.repeat(width + 2)}┤`,
        ...tree.map(line => `│ ${line.padEnd(width)} │`),
        `└${'─'.repeat(width + 2)}┘`,
      ],
    ],
    ['psql, expanded', tree.flatMap((line, at) => [`-[ RECORD ${at + 1} ]------`, `QUERY PLAN | ${line}`])],
    [
      'psql at its prompt',
      ['postgres=# explain analyze', 'postgres-# select 1;', ...tree.map(line => ` ${line}`)],
    ],
    [
      'a log',
      ['LOG:  duration: 3.1 ms  plan:', '\tQuery Text: select 1', ...tree.map(line => `    ${line}`)],
    ],
    ['pgAdmin', tree.map(line => `"${line.replaceAll('"', '""')}"`)],
    ['the first line trimmed', tree.map((line, at) => (at === 0 ? line : `  ${line}`))],
    ['Windows', tree.map(line => `${line}\r`)],
    ['a byte order mark', tree.map((line, at) => (at === 0 ? `\ufeff${line}` : line))],
  ])('%s', (_, lines) => {
    expect(told(readPlan(lines.join('\n'), 'x'))).toBe(expected);
  });

  it('JSON in the same frames', () => {
    const [fixture] = fixturePlans(17);
    if (fixture === undefined) throw new Error('no plan');
    const lines = fixture.text.trimEnd().split('\n');
    const wide = Math.max(...lines.map(line => line.length));
    const continued = lines.map((line, at) => ` ${line.padEnd(wide)}${at < lines.length - 1 ? '+' : ''}`);
    for (const text of [
      ['QUERY PLAN', '-----', ...continued, '(1 row)', ''].join('\r\n'),
      ['+---+', '| QUERY PLAN |', '+---+', ...continued.map(line => `|${line} |`), '+---+'].join('\n'),
      JSON.stringify(JSON.parse(fixture.text)[0]),
      JSON.stringify([{ 'QUERY PLAN': JSON.parse(fixture.text) }]),
    ])
      expect(told(readPlan(text, 'x'))).toBe(told(fixture.plan));
  });
});

describe('what the text format says', () => {
  const root = (...lines: string[]) => readPlan(lines.join('\n'), 'x').root;

  it('names with anything in them', () => {
    expect(
      root(
        'Index Scan Backward using "my ""idx"" on x" on "My Schema"."a (cost=" "->  b"  (cost=0.1..2.0 rows=3 width=4)',
      ),
    ).toMatchObject({
      type: 'Index Scan',
      scanDirection: 'Backward',
      index: 'my "idx" on x',
      relation: { schema: 'My Schema', name: 'a (cost=', alias: '->  b' },
      planRows: 3,
      actual: null,
    });
  });

  it('constants over several lines', () => {
    const node = root(
      'Seq Scan on a  (cost=0.00..1.00 rows=1 width=4)',
      "  Filter: (note = 'one                          +",
      '  two: ->                                       +',
      " three'::text)",
    );
    expect(node.filter).toBe("(note = 'one\n  two: ->\n three'::text)");
    expect(node.children).toEqual([]);
  });

  it('nodes and lines of other releases', () => {
    const node = root(
      'Quantum Scan on a b  (cost=0.00..1.00 rows=1 width=4)',
      '  New Thing: 7',
      '  ->  Entangle  (cost=0.00..1.00 rows=1 width=4)',
    );
    expect(node).toMatchObject({
      type: 'Quantum Scan',
      relation: { name: 'a', alias: 'b' },
      other: { 'New Thing': 7 },
    });
    expect(node.children[0]?.type).toBe('Entangle');
  });

  it('a plan without any numbers', () => {
    const plan = readPlan('Limit\n  ->  Seq Scan on a\n        Filter: (id > 1)', 'x');
    expect(walk(plan).map(({ type }) => type)).toEqual(['Limit', 'Seq Scan']);
  });

  it('triggers, JIT and settings', () => {
    const plan = readPlan(
      [
        'Delete on a  (cost=0.00..1.00 rows=0 width=0) (actual time=0.2..0.2 rows=0 loops=1)',
        '  ->  Seq Scan on a  (cost=0.00..1.00 rows=1 width=6) (actual time=0.1..0.1 rows=1 loops=1)',
        "Settings: work_mem = '64kB', search_path = 'a, ''b'''",
        'Planning:',
        '  Buffers: shared hit=3',
        'Planning Time: 0.5 ms',
        'Trigger for constraint b_a_fkey: time=0.9 calls=1',
        'Trigger audit on a: time=0.1 calls=2',
        'JIT:',
        '  Functions: 4',
        '  Options: Inlining false, Optimization true',
        '  Timing: Generation 1.5 ms (Deform 0.5 ms), Inlining 0.000 ms, Total 3.25 ms',
        'Execution Time: 1.5 ms',
      ].join('\n'),
      'x',
    );
    expect(plan).toMatchObject({
      planningTime: 0.5,
      executionTime: 1.5,
      planningBuffers: { sharedHit: 3 },
      settings: { work_mem: '64kB', search_path: "a, 'b'" },
      triggers: [
        { name: '', constraint: 'b_a_fkey', relation: null, time: 0.9, calls: 1 },
        { name: 'audit', constraint: null, relation: 'a', time: 0.1, calls: 2 },
      ],
      jit: {
        Functions: 4,
        Options: { Inlining: false, Optimization: true },
        Timing: { Generation: { Deform: 0.5, Total: 1.5 }, Inlining: 0, Total: 3.25 },
      },
    });
  });
});

describe('what is no plan', () => {
  const textRemedy = 'Give all that EXPLAIN of PostgreSQL 14 to 18 printed, unchanged.';
  const jsonRemedy = 'Give all that EXPLAIN (FORMAT JSON) printed, unchanged; psql -XAt prints nothing else.';
  const fieldRemedy = 'Give the value that EXPLAIN (FORMAT JSON) of PostgreSQL 14 to 18 returned, unchanged.';
  const noPlan = 'expected a plan, as EXPLAIN prints it in its text or JSON format.';
  it.each([
    ['', `p:1:1: Found nothing, ${noPlan} ${textRemedy}`],
    ['QUERY PLAN\n-----\n(0 rows)\n', `p:1:1: Found nothing, ${noPlan} ${textRemedy}`],
    ['\n\n  select 1;', `p:3:3: Found "select 1;", ${noPlan} ${textRemedy}`],
    ['- Plan:\n    Node Type: "Result"', `p:1:1: Found "- Plan:", ${noPlan} ${textRemedy}`],
    [
      'Limit  (cost=0.00..1.00 rows=1 width=4)\n  ->  Result  (cost=many)',
      `p:2:15: Found "(cost=many)", expected numbers as in (cost=0.00..1.00 rows=1 width=4). ${textRemedy}`,
    ],
    [
      'Append  (cost=0.00..1.00 rows=1 width=4)\n  ->  Result  (cost=0.00..1.00 rows=1 width=4)\n   ->  Result  (cost=0.00..1.00 rows=1 width=4)',
      `p:3:4: Found "->  Result  (cost=0.00..1.00 rows=1 width=4)", expected -> in column 9, or in that of an earlier one. ${textRemedy}`,
    ],
    [
      'Result  (cost=0.00..1.00 rows=1 width=4)\n  what is this',
      `p:2:3: Found "what is this", expected a line such as "Filter: (a = 1)", or a node behind ->. ${textRemedy}`,
    ],
    [
      'Result  (cost=0.00..1.00 rows=1 width=4)\nResult  (cost=0.00..1.00 rows=1 width=4)',
      `p:2:1: Found "Result  (cost=0.00..1.00 rows=1 width=4)", expected the end of the plan, as one plan is read at a time. ${textRemedy}`,
    ],
    [
      'Limit  (cost=0.00..1.00 rows=1 width=4)\n  ->  Result  (cost=0.00..1.00 rows=1 width=4)\nFilter: (a = 1)',
      `p:3:1: Found "Filter: (a = 1)", expected what belongs to a node as far in as the rest of it. ${textRemedy}`,
    ],
    [
      'Result  (cost=0.00..1.00 rows=1 width=4)\nPlanning Time: soon',
      `p:2:16: Found "soon", expected a time such as 1.234 ms. ${textRemedy}`,
    ],
    ['[\n {"Plan": {"Node Type": "Seq', `p:2:29: Found the end, expected a closing quote. ${jsonRemedy}`],
    ['[\n {"Plan": x}]', `p:2:11: Found "x}]", expected a value. ${jsonRemedy}`],
    [' [+\n   {"Plan" 1}]\n(1 row)', `p:2:12: Found "1}]", expected ":". ${jsonRemedy}`],
    ['[{"Plan": {}}]', `p, [0].Plan.Node Type: Found nothing, expected a text. ${fieldRemedy}`],
    [
      '{"Plan": {"Node Type": "Limit", "Plans": [{"Node Type": "Result", "Actual Loops": 1, "Actual Rows": "2 k"}]}}',
      `p, Plan.Plans[0].Actual Rows: Found "2 k", expected a number of at least 0. ${fieldRemedy}`,
    ],
    ['[]', `p, top level: Found an empty list, expected a list with one object. ${fieldRemedy}`],
  ])('%j', (text, message) => {
    let error: unknown;
    try {
      readPlan(text, 'p');
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(PlangateError);
    expect((error as PlangateError).message).toBe(message);
  });
});

describe('jsonFault', () => {
  it('finds none in JSON, and one wherever JSON.parse does', () => {
    const json = fc.json({ maxDepth: 4 });
    const changed = fc.tuple(
      json,
      fc.nat(),
      fc.constantFrom('', '"', '}', ']', ',', ':', '\\', '0', 'e', '\n', 'x'),
    );
    fc.assert(
      fc.property(changed, ([text, at, to]) => {
        const place = at % (text.length + 1);
        const odd = text.slice(0, place) + to + text.slice(place + 1);
        let isJson = true;
        try {
          JSON.parse(odd);
        } catch {
          isJson = false;
        }
        expect(jsonFault(text)).toBeNull();
        expect(jsonFault(odd) === null).toBe(isJson);
      }),
      { numRuns: 2000, seed: 7 },
    );
  });
});

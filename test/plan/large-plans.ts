/** Plans of any size, as EXPLAIN would write them, with books that balance: for tests of depth and for the bench. */

export type RawNode = Record<string, unknown> & { Plans?: RawNode[] };

export const shapes = ['wide', 'deep', 'mixed'] as const;

/** `EXPLAIN (ANALYZE, BUFFERS, WAL, FORMAT JSON)` of a plan with exactly `size` nodes (at least 2). */
export function largePlan(kind: (typeof shapes)[number], size: number): unknown {
  const root = asParsed({ wide, deep, mixed }[kind](size));
  return [{ Plan: root, 'Planning Time': 0.5, Triggers: [], 'Execution Time': 2 }];
}

/** The same, of objects such as JSON.parse makes. Node by node, as JSON.stringify cannot go as deep as JSON.parse. */
function asParsed(root: RawNode): RawNode {
  const parsed = (node: RawNode): RawNode => JSON.parse(JSON.stringify({ ...node, Plans: undefined }));
  const result = parsed(root);
  const todo = [{ from: root, to: result }];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next.from.Plans === undefined) continue;
    const plans = next.from.Plans.map(plan => ({ from: plan, to: parsed(plan) }));
    next.to.Plans = plans.map(({ to }) => to);
    for (const plan of plans) todo.push(plan);
  }
  return result;
}

function wide(size: number): RawNode {
  const scans = Array.from({ length: size - 1 }, (_, at) => scan(at, 'Member'));
  return above('Append', null, scans);
}

function deep(size: number): RawNode {
  let node = scan(0, 'Outer');
  for (let at = 2; at <= size; at++)
    node = above(at % 2 === 0 ? 'Sort' : 'Materialize', at === size ? null : 'Outer', [node]);
  return node;
}

/** Groups of nine below an Append: a join of a CTE read twice with a scan that needs an InitPlan, and filling. */
function mixed(size: number): RawNode {
  const groups: RawNode[] = [];
  let left = size - 1;
  for (let at = 0; left >= 9; at++, left -= 9) groups.push(group(at));
  for (; left > 0; left--) groups.push(scan(left, 'Member'));
  return above('Append', null, groups);
}

function group(at: number): RawNode {
  const cte = { ...scan(at, 'InitPlan'), 'Subplan Name': `CTE recent_${at}` };
  const initPlan = {
    ...above('Aggregate', 'InitPlan', [scan(at + 1, 'Outer')]),
    'Subplan Name': `InitPlan ${at}`,
  };
  const first = { ...above('CTE Scan', 'Outer', [], blocksIn(cte)), 'CTE Name': `recent_${at}`, Alias: 'a' };
  const second = { ...above('CTE Scan', 'Outer', [], 0), 'CTE Name': `recent_${at}`, Alias: 'b' };
  const blocks = blocksIn(initPlan) + 4;
  const keyed = { ...scan(at, 'Inner'), Filter: `(x > (InitPlan ${at}).col1)`, 'Shared Hit Blocks': blocks };
  const join = above('Hash Join', 'Outer', [first, above('Hash', 'Inner', [second])]);
  const top = above('Nested Loop', 'Member', [join, keyed]);
  return { ...top, Plans: [cte, initPlan, ...(top.Plans ?? [])] };
}

function scan(at: number, relationship: string): RawNode {
  return {
    ...above('Index Scan', relationship, [], 3 + (at % 5)),
    'Relation Name': `table_${at % 100}`,
    Alias: `t${at}`,
    'Index Name': `table_${at % 100}_idx`,
    'Scan Direction': 'Forward',
    'Index Cond': `(id = ${at})`,
    'Rows Removed by Filter': at % 3,
  };
}

function above(type: string, relationship: string | null, plans: RawNode[], blocks = 0): RawNode {
  const node: RawNode = {
    'Node Type': type,
    ...(relationship === null ? {} : { 'Parent Relationship': relationship }),
    'Parallel Aware': false,
    'Async Capable': false,
    'Startup Cost': 0.29,
    'Total Cost': 8.31,
    'Plan Rows': 1,
    'Plan Width': 8,
    'Actual Startup Time': 0,
    'Actual Total Time': 0,
    'Actual Rows': 1,
    'Actual Loops': 1,
    Disabled: false,
    'Shared Hit Blocks': blocks + plans.reduce((sum, plan) => sum + blocksIn(plan), 0),
  };
  for (const name of ['Shared Read', 'Shared Dirtied', 'Shared Written']) node[`${name} Blocks`] = 0;
  for (const name of ['Local Hit', 'Local Read', 'Local Dirtied', 'Local Written'])
    node[`${name} Blocks`] = 0;
  for (const name of ['Temp Read Blocks', 'Temp Written Blocks', 'WAL Bytes']) node[name] = 0;
  return plans.length === 0 ? node : { ...node, Plans: plans };
}

function blocksIn(node: RawNode): number {
  return Number(node['Shared Hit Blocks']);
}

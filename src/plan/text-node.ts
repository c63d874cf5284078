import type { RawObject } from './field-reader.ts';

/**
 * A node's line as EXPLAIN's text format writes it, without its numbers, as the fields of the JSON format:
 * `Parallel Index Scan Backward using a_pkey on a b`. What it does not know becomes the node's type as it stands.
 * Source: ExplainNode, ExplainTargetRel and show_expression in src/backend/commands/explain.c of PostgreSQL 14–18.
 */
export function nodeFields(line: string): RawObject {
  let rest = line;
  const take = (prefix: string) => {
    const isThere = rest.startsWith(prefix);
    if (isThere) rest = rest.slice(prefix.length);
    return isThere;
  };
  const flags = { 'Parallel Aware': take('Parallel '), 'Async Capable': take('Async ') };
  const join = /^(Nested Loop|Hash|Merge)(?: (\w+(?: \w+)?))? Join$/.exec(rest);
  if (join !== null) {
    const type = join[1] === 'Nested Loop' ? 'Nested Loop' : `${join[1]} Join`;
    return { 'Node Type': type, ...flags, 'Join Type': join[2] ?? 'Inner' };
  }
  if (rest === 'Nested Loop') return { 'Node Type': rest, ...flags, 'Join Type': 'Inner' };
  const custom = /^Custom Scan \((.+?)\)(.*)$/s.exec(rest);
  if (custom !== null) {
    const fields = { 'Node Type': 'Custom Scan', ...flags, 'Custom Plan Provider': custom[1] };
    return { ...fields, ...(target('Custom Scan', custom[2] ?? '') ?? {}) };
  }
  const aggregate = /^(?:(Partial|Finalize) )?(Aggregate|(?:Group|Hash|Mixed)Aggregate)$/.exec(rest);
  if (aggregate !== null) {
    const strategy = strategies[aggregate[2] ?? ''];
    return {
      'Node Type': 'Aggregate',
      ...flags,
      Strategy: strategy,
      'Partial Mode': aggregate[1] ?? 'Simple',
    };
  }
  const operation = /^(Hash)?SetOp (.+)$/.exec(rest);
  if (operation !== null) {
    const strategy = operation[1] === undefined ? 'Sorted' : 'Hashed';
    return { 'Node Type': 'SetOp', ...flags, Strategy: strategy, Command: operation[2] };
  }
  const change = /^(Foreign )?(Insert|Update|Delete|Merge)(?= on )/.exec(rest);
  if (change !== null) {
    const type = change[1] === undefined ? 'ModifyTable' : 'Foreign Scan';
    const fields = { 'Node Type': type, ...flags, Operation: change[2] };
    const named = target(type, rest.slice(change[0].length));
    if (named !== null) return { ...fields, ...named };
  }
  const scan = /^[^"]*?(?=(?: Backward)?(?: using| on) )/.exec(rest)?.[0] ?? '';
  const named = scan === '' ? null : target(scan, rest.slice(scan.length));
  if (named === null) return { 'Node Type': rest, ...flags };
  return {
    'Node Type': scan,
    ...flags,
    ...(scan === 'Foreign Scan' ? { Operation: 'Select' } : {}),
    ...named,
  };
}

const strategies: Readonly<Record<string, string>> = {
  Aggregate: 'Plain',
  GroupAggregate: 'Sorted',
  HashAggregate: 'Hashed',
  MixedAggregate: 'Mixed',
};

const name = String.raw`("(?:[^"]|"")*"|[^\s".()]+)`;
const targetLine = new RegExp(
  String.raw`^( Backward)?(?: using ${name})?(?: on ${name}(?:\.${name})?(?: ${name})?)?$`,
  's',
);

/** ` using an_index on a_schema.a_table an_alias`; null for anything else. */
function target(type: string, text: string): RawObject | null {
  const found = targetLine.exec(text);
  if (found === null) return null;
  const [, backward, index, first, second, alias] = found;
  if (type === 'Bitmap Index Scan') return { 'Index Name': unquoted(first) };
  const isIndexScan = index !== undefined;
  const scan = isIndexScan
    ? { 'Index Name': unquoted(index), 'Scan Direction': backward === undefined ? 'Forward' : 'Backward' }
    : {};
  if (first === undefined) return scan;
  const own = unquoted(second ?? first);
  if (type === 'Subquery Scan' || type === 'Values Scan') return { ...scan, Alias: own };
  return {
    ...scan,
    [nameKeys[type] ?? 'Relation Name']: own,
    ...(second === undefined ? {} : { Schema: unquoted(first) }),
    Alias: alias === undefined ? own : unquoted(alias),
  };
}

/** Under which field the JSON format names what is scanned, where that is no relation. */
const nameKeys: Readonly<Record<string, string>> = {
  'Function Scan': 'Function Name',
  'Table Function Scan': 'Table Function Name',
  'CTE Scan': 'CTE Name',
  'WorkTable Scan': 'CTE Name',
  'Named Tuplestore Scan': 'Tuplestore Name',
};

function unquoted(name: string | undefined): string {
  if (name === undefined) return '';
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}

import { markdownTable } from 'markdown-table';
import { type OptionRow, optionTable } from './option-table.ts';
import { outputTable } from './output-table.ts';
import { type RuleId, type RuleKeys, ruleIds, ruleKeys } from './rule-keys.ts';
import { configJsonSchema } from './schema.ts';
import { writtenThreshold } from './threshold.ts';

/** The keys of plangate.yml as a Markdown table, for the README. */
export function configTable(): string {
  return markdownTable([['Key', 'Takes', 'Default', 'Meaning'], ...rows(configJsonSchema(), '')]);
}

/** The Action's inputs as a Markdown table, with the option that does the same. */
export function inputsTable(): string {
  const inputs = (optionTable as readonly OptionRow[]).filter(row => row.input !== null);
  const cells = inputs.map(row => [
    code(row.input ?? ''),
    row.option === null ? '' : code(`--${row.option}`),
    row.default === '' ? '' : code(row.default),
    cell(row.multiple ? row.summary.replace('Repeatable.', 'One a line.') : row.summary),
  ]);
  return markdownTable([['Input', 'Option', 'Default', 'Meaning'], ...cells]);
}

/** The Action's outputs as a Markdown table. */
export function outputsTable(): string {
  return markdownTable([
    ['Output', 'Meaning'],
    ...outputTable.map(row => [code(row.output), cell(row.summary)]),
  ]);
}

/** Rules as a Markdown table, each with a link to its page. */
export function rulesTable(ids: readonly RuleId[]): string {
  const cells = ids.map(id => {
    const { severity, sees, thresholds }: RuleKeys = ruleKeys[id];
    const written = Object.entries(thresholds).map(
      ([name, { kind, value }]) => `${code(name)} ${writtenThreshold(kind, value)}`,
    );
    return [`[${id}](src/rules/${id}.md)`, severity, cell(sees), written.join(', ')];
  });
  return markdownTable([['Rule', 'Severity', 'What it sees', 'Thresholds'], ...cells]);
}

interface Schema {
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** A section says what it is on a row of its own, then come its keys. */
function rows(schema: Schema, above: string): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, below]) => {
    const key = above === '' ? name : `${above}.${name}`;
    const own = [code(key), cell(takes(below)), initially(below), cell(below.description ?? '')];
    if (key === 'rules') return [own, ...ruleRows(below.properties ?? {})];
    if (below.items?.properties !== undefined) return [own, ...rows(below.items, `${key}[]`)];
    return [own, ...rows(below, key)];
  });
}

/** What all rules have in common, instead of every rule's own keys. */
function ruleRows(rules: Readonly<Record<string, Schema>>): string[][] {
  const [any] = Object.values(rules);
  const [first, ...others] = any === undefined ? [] : rows({ properties: commonKeys(any) }, 'rules.RULE');
  const [severityKey = '', taken = '', , meaning = ''] = first ?? [];
  return [
    [severityKey, taken, '', `${meaning}. Each rule's own default is in the table of rules`],
    [
      code('rules.RULE.THRESHOLD'),
      '',
      '',
      'From where on it speaks: names and defaults are in the table of rules',
    ],
    ...others,
  ];
}

function commonKeys({ properties = {} }: Schema): Readonly<Record<string, Schema>> {
  const names = ['severity', 'queries', 'tables', 'tags'];
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}

function takes(schema: Schema): string {
  if (schema.enum?.length === ruleIds.length) return 'the id of a rule';
  if (schema.enum !== undefined) return schema.enum.join(', ');
  if (schema.properties !== undefined) return 'keys';
  if (schema.items !== undefined) return 'list';
  const pattern = schema.pattern ?? schema.anyOf?.find(option => option.pattern !== undefined)?.pattern ?? '';
  const unit = pattern.endsWith('min)$')
    ? 'duration'
    : pattern.endsWith('TB)$')
      ? 'number or size'
      : pattern.endsWith('%$')
        ? 'percentage'
        : null;
  if (unit !== null) return unit;
  if (schema.anyOf !== undefined)
    return schema.anyOf.some(option => option.type === 'object') ? 'path, list or command' : 'path or list';
  const words: Record<string, string> = {
    integer: 'number',
    number: 'number',
    boolean: 'true or false',
    object: 'keys',
    string: 'text',
  };
  return words[String(schema.type)] ?? '';
}

function initially(schema: Schema): string {
  if (schema.default === undefined) return '';
  return String(schema.default).includes(' ') ? cell(String(schema.default)) : code(String(schema.default));
}

function code(text: string): string {
  return `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

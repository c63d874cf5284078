import { markdownTable } from 'markdown-table';
import { type OptionRow, optionTable } from './option-table.ts';
import { outputTable } from './output-table.ts';
import { configJsonSchema } from './schema.ts';

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
    if (below.items?.properties !== undefined) return [own, ...rows(below.items, `${key}[]`)];
    return [own, ...rows(below, key)];
  });
}

function takes(schema: Schema): string {
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

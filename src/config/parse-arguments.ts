import { parseArgs } from 'node:util';
import { quoted } from './found.ts';
import { usage } from './given-options.ts';
import { helpText } from './help.ts';
import { didYouMean } from './nearest.ts';
import { type OptionRow, optionTable } from './option-table.ts';
import { readOptions } from './read-options.ts';
import type { Options } from './types.ts';

export type CommandLine =
  | { readonly command: 'check'; readonly options: Options }
  | {
      readonly command: 'explain';
      /** A file, a registered query's name, or `-` for standard input. */
      readonly subject: string;
      readonly asJson: boolean;
      readonly options: Options;
    }
  | {
      readonly command: 'rules';
      /** The id of the one whose page is wanted, not checked; null lists all. */
      readonly rule: string | null;
      readonly directory: string;
      /** As in `Options`. */
      readonly config: string | null;
    }
  | { readonly command: 'help'; readonly text: string }
  | { readonly command: 'version' };

const options = optionTable.filter(row => row.option !== null) as (OptionRow & { option: string })[];
const names = [...options.map(row => row.option), 'help', 'version'];
const commands = ['check', 'explain', 'rules', 'help'];

/** What only a comparison has a use for. */
const notForExplain = ['base', 'base-url', 'head-url', 'policy-from', 'query', 'report'];
/** What a list of rules has a use for. */
const forRules = ['repo', 'config'];
const seeHelp = 'See plangate --help.';

/** Reads `argv` without node and the script. Throws a PlangateError (usage); values that may be secret are never repeated. */
export function parseArguments(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandLine {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: {
      ...Object.fromEntries(
        options.map(row => [row.option, { type: row.value === null ? 'boolean' : 'string' } as const]),
      ),
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  });
  const words = tokens.flatMap(token => (token.kind === 'positional' ? [token.value] : []));
  const given = tokens.flatMap(token => (token.kind === 'option' ? [token] : []));
  if (words[0] === 'help' || given.some(token => token.name === 'help'))
    return { command: 'help', text: helpText() };
  if (given.some(token => token.name === 'version')) return { command: 'version' };
  const known = given.map(token => ({ token, row: knownOption(token.name, token.rawName) }));
  const command = requireCommand(words[0]);
  const values = new Map<string, string[]>();
  for (const { token, row } of known) {
    refuseOther(command, token);
    const value = givenValue(row.value !== null, token);
    const before = values.get(token.name);
    if (before !== undefined && !row.multiple)
      throw usage(token.rawName, 'this option is given twice.', 'Give it once.');
    values.set(token.name, [...(before ?? []), value]);
  }
  const read = () => readOptions({ values, environment, place: option => `--${option}` });
  if (command === 'check') {
    refuseExtra(words[1]);
    return { command, options: read() };
  }
  const [, subject] = words;
  if (command === 'rules') {
    refuseExtra(words[2]);
    const [directory = '.'] = values.get('repo') ?? [];
    return { command, rule: subject ?? null, directory, config: values.get('config')?.[0] ?? null };
  }
  if (subject === undefined)
    throw usage(
      'plangate explain',
      'there is nothing to explain.',
      'Name a registered query or a file with a plan, or write - to read one from standard input.',
    );
  refuseExtra(words[2]);
  return { command, subject, asJson: values.has('json'), options: read() };
}

type Command = 'check' | 'explain' | 'rules';

function requireCommand(command: string | undefined): Command {
  if (command === 'check' || command === 'explain' || command === 'rules') return command;
  if (command === undefined)
    throw usage('command line', 'no command was given.', 'Write plangate check. See plangate --help.');
  throw usage(
    'command line',
    `${shown(command)} is not a command.`,
    `${didYouMean(command, commands)}${seeHelp}`,
  );
}

function refuseOther(command: Command, { name, rawName }: OptionToken): void {
  const isOther = {
    check: name === 'json',
    explain: notForExplain.includes(name),
    rules: !forRules.includes(name),
  };
  if (isOther[command])
    throw usage(rawName, `plangate ${command} does not take this option.`, `Leave it out. ${seeHelp}`);
}

function refuseExtra(extra: string | undefined): void {
  if (extra !== undefined)
    throw usage(
      'command line',
      `${shown(extra)} is not expected here.`,
      `Give references and files with their options. ${seeHelp}`,
    );
}

/** A word that looks like a URL may hold a password. */
function shown(word: string): string {
  return word.includes('://') ? 'a URL' : quoted(word);
}

function knownOption(name: string, rawName: string): (typeof options)[number] {
  const row = options.find(candidate => candidate.option === name);
  if (row !== undefined) return row;
  throw usage(
    quoted(rawName).slice(1, -1),
    'this option is not known.',
    `${dashed(didYouMean(name, names))}${seeHelp}`,
  );
}

function dashed(question: string): string {
  return question.replace('"', '"--');
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** A value that begins with a dash is most likely the next option. */
function givenValue(takesValue: boolean, token: OptionToken): string {
  if (!takesValue) {
    if (token.value === undefined) return 'true';
    throw usage(token.rawName, 'this option takes no value.', 'Leave the value out.');
  }
  const isNextOption = token.inlineValue === false && token.value?.startsWith('-') === true;
  if (token.value !== undefined && token.value !== '' && !isNextOption) return token.value;
  throw usage(token.rawName, 'its value is missing.', `Write it behind the option. ${seeHelp}`);
}

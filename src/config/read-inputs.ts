import { quoted } from './found.ts';
import { type GivenOptions, read, usage } from './given-options.ts';
import * as kinds from './kinds.ts';
import { didYouMean } from './nearest.ts';
import { commentModes, defaultName, modes, type OptionRow, optionTable } from './option-table.ts';
import { readOptions } from './read-options.ts';
import type { ActionInputs, Options } from './types.ts';

const inputs = optionTable.filter(row => row.input !== null) as (OptionRow & { input: string })[];
const prefix = 'INPUT_';

/** Long enough for any name, short enough for a heading and the name of a file. */
const gateName = kinds.text(
  'a name of 1 to 100 characters',
  'Write a shorter one, such as plangate (billing).',
  /^.{1,100}$/u,
);

/**
 * Reads the Action's inputs from the environment, where the runner puts `time-limit` as `INPUT_TIME-LIMIT`. Empty ones
 * count as not given. Throws a PlangateError (usage), also for an input that does not exist: GitHub only warns of those.
 */
export function readInputs(environment: Readonly<Record<string, string | undefined>>): {
  readonly options: Options;
  readonly action: ActionInputs;
} {
  const values = new Map<string, readonly string[]>();
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith(prefix) || text === undefined) continue;
    const row = inputs.find(known => variableOf(known.input) === variable);
    if (row === undefined) throw unknownInput(variable.slice(prefix.length).toLowerCase());
    const lines = row.multiple ? text.split('\n') : [text];
    const given = lines.map(line => line.trim()).filter(line => line !== '');
    if (given.length > 0) values.set(row.option ?? row.input, given);
  }
  const given: GivenOptions = { values, environment, place: option => `input ${inputOf(option)}` };
  return {
    options: readOptions(given),
    action: {
      token: values.get('token')?.[0] ?? null,
      mode: read(given, 'mode', kinds.choice('a mode', modes), 'check'),
      name: read(given, 'name', gateName, defaultName),
      check: read(given, 'check', kinds.flag, true),
      artifact: read(given, 'artifact', kinds.flag, true),
      comment: read(given, 'comment', kinds.choice('a way to comment', commentModes), 'auto'),
      skipUnchanged: read(given, 'skip-unchanged', kinds.flag, true),
    },
  };
}

/** As the runner names it: upper case, spaces as underscores, nothing else changed. */
function variableOf(input: string): string {
  return `${prefix}${input.replaceAll(' ', '_').toUpperCase()}`;
}

function inputOf(option: string): string {
  return inputs.find(row => row.option === option)?.input ?? option;
}

function unknownInput(name: string) {
  const names = inputs.map(row => row.input);
  const remedy = `${didYouMean(name, names)}Known inputs: ${names.join(', ')}.`;
  return usage(`input ${quoted(name).slice(1, -1)}`, 'this input is not known.', remedy);
}

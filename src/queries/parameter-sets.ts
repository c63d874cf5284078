import { didYouMean, quoted } from '../config/index.ts';
import type { Annotation } from './annotations.ts';
import { isArray, isObject, type Json, parseJson, textForm } from './json-values.ts';
import { queryError } from './query-error.ts';
import type { ParameterSet } from './types.ts';

/** Names that `params from:` gives to its sets. */
const reserved = /^from(?:-\d+)?$/;

/** Reads the sets that a statement's `params` annotations hold and checks them against its parameters. */
export function readSets(
  file: string,
  annotations: readonly Annotation[],
  parameters: readonly string[],
): readonly ParameterSet[] {
  const sets: ParameterSet[] = [];
  for (const annotation of annotations) {
    if (annotation.key !== 'params') continue;
    const fail = failure(file, annotation);
    if (reserved.test(annotation.set))
      throw fail(`the name ${quoted(annotation.set)} belongs to "params from".`, 'Choose another name.');
    const before = sets.find(set => set.name === annotation.set);
    if (before !== undefined)
      throw fail(`a set of this name is in line ${before.line} already.`, 'Give each set a name of its own.');
    sets.push({
      name: annotation.set,
      line: annotation.line,
      values: readValues(annotation, parameters, fail),
    });
  }
  return sets;
}

type Fail = (problem: string, remedy: string) => Error;

function failure(file: string, { line, set }: Annotation): Fail {
  const part = set === '' ? 'params' : `params ${quoted(set).slice(1, -1)}`;
  return (problem, remedy) => queryError(file, line, problem, remedy, { part });
}

function readValues(
  { value }: Annotation,
  parameters: readonly string[],
  fail: Fail,
): Readonly<Record<string, string | null>> {
  const json = byName(readJson(value, fail), parameters, fail);
  for (const name of Object.keys(json)) {
    if (parameters.includes(name)) continue;
    const known = parameters.length === 0 ? 'It has none.' : `It has: ${parameters.join(', ')}.`;
    const problem = `${quoted(name)} is not a parameter of the statement.`;
    throw fail(problem, `${didYouMean(name, parameters)}${known}`);
  }
  const entries = parameters.map(name => {
    if (!Object.hasOwn(json, name))
      throw fail(`the parameter "${name}" has no value.`, 'Write one, or null.');
    const text = textForm(json[name] ?? null);
    if (text !== null && (text.includes('\0') || !text.isWellFormed()))
      throw fail(`the value of "${name}" holds a character that PostgreSQL's text cannot.`, 'Leave it out.');
    return [name, text] as const;
  });
  return Object.fromEntries(entries);
}

function readJson(text: string, fail: Fail): Json {
  const remedy = 'Write an object on one line, such as {"since": "7 days"}.';
  if (text === '') throw fail('the values are missing.', remedy);
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = /at position (\d+)/.exec(error.message)?.[1];
    const at = position === undefined ? text.length : Number(position);
    const where =
      at >= text.length ? 'ends too early' : `is wrong from ${quoted(text.slice(at, at + 20))} on`;
    throw fail(`this JSON ${where}.`, remedy);
  }
}

/** Positional parameters may be given as an array. */
function byName(json: Json, parameters: readonly string[], fail: Fail): Readonly<Record<string, Json>> {
  if (isObject(json)) return json;
  const positional = parameters.every((name, index) => name === String(index + 1));
  if (json !== null && isArray(json) && positional && json.length <= parameters.length)
    return Object.fromEntries(json.map((value, index) => [String(index + 1), value]));
  if (json !== null && isArray(json) && positional)
    throw fail(`${json.length} values are given for ${parameters.length} parameters.`, 'Write one for each.');
  const names = parameters.map(name => `"${name}": …`).join(', ');
  throw fail('this is not an object with a value for each parameter.', `Write {${names}}.`);
}

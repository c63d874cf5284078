import { parseBudget, parseLocks, parseResultsMode, quoted } from '../config/index.ts';
import { type Statement, splitStatements } from '../sql/index.ts';
import { type Annotation, type AnnotationKey, readAnnotations } from './annotations.ts';
import { checkRest, checkStatement } from './check-statement.ts';
import { callsOf, ignoresOf } from './findings-policy.ts';
import { readSets } from './parameter-sets.ts';
import { type Rewritten, rewriteParameters } from './parameters.ts';
import { parametersFrom } from './parameters-from.ts';
import { queryError } from './query-error.ts';
import { annotatedName, fileName } from './query-name.ts';
import { type QueryText, queryText } from './query-text.ts';
import type { RegisteredQuery } from './types.ts';

/** Reads one query file. Throws a PlangateError (query) that names file and line. */
export async function readQueryFile(file: string, text: string): Promise<readonly RegisteredQuery[]> {
  const source = queryText(file, text);
  const statements = splitStatements(text);
  const queries: RegisteredQuery[] = [];
  for (const statement of statements) queries.push(await readQuery(source, statement, statements.length));
  const end = statements.at(-1)?.end ?? 0;
  await checkRest(source, end);
  const [stray] = readAnnotations(source, end, text.length);
  if (stray !== undefined)
    throw queryError(file, stray.line, 'no statement follows.', 'Write it above the statement it is for.', {
      part: stray.key,
    });
  return queries;
}

async function readQuery(source: QueryText, statement: Statement, among: number): Promise<RegisteredQuery> {
  const { file, lines } = source;
  if (statement.kind === 'meta')
    throw queryError(
      file,
      statement.line,
      `${quoted(statement.text)} is a psql command.`,
      'Leave it out of query files.',
    );
  const annotations = readAnnotations(source, statement.from, statement.start);
  const name = only(file, annotations, 'name');
  if (name === null && among > 1)
    throw queryError(
      file,
      statement.line,
      `the file has ${among} statements, and this one has no name.`,
      'Write a line such as -- name: latest-deployments above each of them.',
    );
  const rewritten = rewriteParameters(statement.text);
  if ('problem' in rewritten) {
    const line = lines.lineAt(statement.start + rewritten.offset);
    throw queryError(file, line, rewritten.problem, rewritten.remedy);
  }
  await checkStatement(source, statement, rewritten);
  const budget = only(file, annotations, 'budget');
  const plan = only(file, annotations, 'plan');
  const tags = only(file, annotations, 'tags');
  const results = only(file, annotations, 'results');
  const calls = only(file, annotations, 'calls');
  const sets = readSets(file, annotations, rewritten.names);
  const from = only(file, annotations, 'params from');
  if (sets.length === 0 && from === null && rewritten.names.length > 0)
    throw withoutValue(source, statement, rewritten);
  return {
    name: name === null ? fileName(file, statement.line) : annotatedName(file, name),
    file,
    line: name?.line ?? statement.line,
    start: startOf(source, statement),
    text: statement.text,
    sql: rewritten.sql,
    parameters: rewritten.names,
    sets: sets.length === 0 && from === null ? [{ name: '', line: statement.line, values: {} }] : sets,
    parametersFrom: from === null ? null : await parametersFrom(file, from, rewritten.names),
    budget: { ...budgetOf(file, budget), ...locksOf(file, plan) },
    tags: tagsOf(file, tags),
    lines: {
      ...(results === null ? {} : { results: results.line }),
      ...(budget === null ? {} : { budget: budget.line }),
      ...(plan === null ? {} : { plan: plan.line }),
      ...(tags === null ? {} : { tags: tags.line }),
      ...(calls === null ? {} : { calls: calls.line }),
    },
    results: resultsOf(file, results),
    ignores: ignoresOf(file, annotations),
    calls: callsOf(file, calls),
  };
}

function startOf(
  { text, lines }: QueryText,
  { start, line }: Statement,
): NonNullable<RegisteredQuery['start']> {
  return { line, column: [...text.slice(lines.startOf(line), start)].length + 1 };
}

/** The one annotation with this key, or null. */
function only(file: string, annotations: readonly Annotation[], key: AnnotationKey): Annotation | null {
  const [first = null, second] = annotations.filter(annotation => annotation.key === key);
  if (second === undefined || first === null) return first;
  const problem = `it is in line ${first.line} already.`;
  throw queryError(file, second.line, problem, 'Keep one for each statement.', { part: key });
}

function withoutValue({ file, lines }: QueryText, statement: Statement, { names, first }: Rewritten): Error {
  const [name = ''] = names;
  const sign = name === '1' ? '$1' : `"${name}"`;
  const example = names.map(parameter => `${JSON.stringify(parameter)}: …`).join(', ');
  return queryError(
    file,
    lines.lineAt(statement.start + (first[0] ?? 0)),
    `the parameter ${sign} has no value.`,
    `Write a line such as -- params: {${example}} above the statement.`,
  );
}

function budgetOf(file: string, annotation: Annotation | null): RegisteredQuery['budget'] {
  if (annotation === null) return {};
  const read = parseBudget(annotation.value);
  if ('budget' in read) return read.budget;
  throw queryError(file, annotation.line, read.problem, read.remedy, { part: 'budget' });
}

function locksOf(file: string, annotation: Annotation | null): RegisteredQuery['budget'] {
  if (annotation === null) return {};
  const read = parseLocks(annotation.value);
  if ('locks' in read) return { plan: read.locks };
  throw queryError(file, annotation.line, read.problem, read.remedy, { part: 'plan' });
}

function resultsOf(file: string, annotation: Annotation | null): RegisteredQuery['results'] {
  if (annotation === null) return null;
  const read = parseResultsMode(annotation.value);
  if ('mode' in read) return read.mode;
  throw queryError(file, annotation.line, read.problem, read.remedy, { part: 'results' });
}

function tagsOf(file: string, annotation: Annotation | null): readonly string[] {
  if (annotation === null) return [];
  return annotation.value.split(',').map(part => {
    const tag = part.trim();
    if (/^[\p{L}\p{N}_.-]{1,100}$/u.test(tag)) return tag;
    const problem = `${quoted(tag)} is not a tag.`;
    throw queryError(
      file,
      annotation.line,
      problem,
      'Write words with commas between them, such as web, nightly.',
      {
        part: 'tags',
      },
    );
  });
}

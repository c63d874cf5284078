import { splitStatements } from '../sql/index.ts';
import type { Annotation } from './annotations.ts';
import { checkSelect } from './check-statement.ts';
import { rewriteParameters } from './parameters.ts';
import { queryError } from './query-error.ts';
import type { ParameterSet, RegisteredQuery } from './types.ts';

const part = 'params from';
/** Each set is measured on its own; a SELECT without LIMIT would keep the build busy for hours. */
const mostSets = 100;

/** Checks the SELECT of a `params from:` annotation. */
export async function parametersFrom(
  file: string,
  { value, line }: Annotation,
  parameters: readonly string[],
): Promise<RegisteredQuery['parametersFrom']> {
  const example = parameters.map(name => `… as ${name}`).join(', ');
  const remedy = `Write one SELECT on this line${example === '' ? '' : `, such as select ${example} from … limit 3`}.`;
  const [statement, another] = splitStatements(value);
  if (statement === undefined) throw queryError(file, line, 'the SELECT is missing.', remedy, { part });
  if (another !== undefined) throw queryError(file, line, 'these are several statements.', remedy, { part });
  if (parameters.length === 0)
    throw queryError(file, line, 'the statement has no parameters.', 'Leave this annotation out.', { part });
  const rewritten = rewriteParameters(statement.text);
  if ('problem' in rewritten || rewritten.names.length > 0)
    throw queryError(file, line, 'a SELECT for values has no parameters of its own.', remedy, { part });
  const problem = await checkSelect(statement.text);
  if (problem !== null) throw queryError(file, line, problem, remedy, { part });
  return { sql: statement.text, line };
}

/**
 * The sets `from-1`, `from-2`, … that the rows of `params from:` are; values are in PostgreSQL's text form. Throws a
 * PlangateError (query) when a parameter has no column.
 */
export function resolveSets(
  query: RegisteredQuery,
  rows: readonly Readonly<Record<string, string | null>>[],
): readonly ParameterSet[] {
  const line = query.parametersFrom?.line ?? query.line;
  if (rows.length > mostSets)
    throw queryError(query.file, line, `this gave ${rows.length} sets.`, `Add LIMIT: at most ${mostSets}.`, {
      part,
    });
  return rows.map((row, index) => {
    const entries = query.parameters.map(name => {
      if (!Object.hasOwn(row, name))
        throw queryError(query.file, line, `no column is called "${name}".`, `Name one with AS.`, { part });
      return [name, row[name] ?? null] as const;
    });
    return { name: `from-${index + 1}`, line, values: Object.fromEntries(entries) };
  });
}

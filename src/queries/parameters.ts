import { findParameters, type Occurrence, type ParameterFault } from './find-parameters.ts';

/** A statement with its parameters found and numbered. */
export interface Rewritten {
  /** With every parameter as `$n`. */
  readonly sql: string;
  /** In the order of `$1`, `$2`, …; positional parameters are called `1`, `2`, …, with none left out. */
  readonly names: readonly string[];
  /** Where each of `names` first stands: offsets into the original text, -1 for a number that was skipped. */
  readonly first: readonly number[];
  /** The offset in the original text of what stands at `offset` of `sql`. */
  original(offset: number): number;
}

/** PostgreSQL's wire protocol counts parameters with 16 bits. */
const mostParameters = 65_535;

/** Numbers the parameters of a statement, named ones by first appearance. */
export function rewriteParameters(text: string): Rewritten | ParameterFault {
  const parameters: Occurrence[] = [];
  for (const item of findParameters(text)) {
    if ('problem' in item) return item;
    parameters.push(item);
  }
  const positional = parameters.find(parameter => parameter.positional);
  const named = parameters.find(parameter => !parameter.positional);
  if (positional !== undefined && named !== undefined)
    return {
      offset: Math.max(positional.start, named.start),
      problem: `$${positional.name} and the parameter "${named.name}" stand in one statement.`,
      remedy: 'Number all parameters or name all of them.',
    };
  return positional === undefined ? numbered(text, parameters) : counted(text, parameters);
}

function numbered(text: string, parameters: readonly Occurrence[]): Rewritten {
  const names: string[] = [];
  const first: number[] = [];
  const pieces: { readonly original: number; readonly rewritten: number }[] = [{ original: 0, rewritten: 0 }];
  const numbers = new Map<string, number>();
  let sql = '';
  let done = 0;
  for (const { start, end, name } of parameters) {
    let number = numbers.get(name);
    if (number === undefined) {
      first.push(start);
      number = names.push(name);
      numbers.set(name, number);
    }
    sql += text.slice(done, start);
    pieces.push({ original: start, rewritten: sql.length });
    sql += `$${number}`;
    pieces.push({ original: end, rewritten: sql.length });
    done = end;
  }
  sql += text.slice(done);
  return {
    sql,
    names,
    first,
    original(offset) {
      const index = pieces.findLastIndex(piece => piece.rewritten <= offset);
      const piece = pieces[index];
      if (piece === undefined) return offset;
      // Even indexes begin text that was copied, odd ones a parameter.
      return index % 2 === 0 ? piece.original + offset - piece.rewritten : piece.original;
    },
  };
}

function counted(text: string, parameters: readonly Occurrence[]): Rewritten | ParameterFault {
  let most = 0;
  for (const { name, start } of parameters) {
    const number = Number(name);
    if (number < 1 || number > mostParameters)
      return {
        offset: start,
        problem: `$${name} is not a parameter.`,
        remedy: `Count them from $1; there may be ${mostParameters}.`,
      };
    most = Math.max(most, number);
  }
  const first = Array.from({ length: most }, () => -1);
  for (const { name, start } of parameters)
    if (first[Number(name) - 1] === -1) first[Number(name) - 1] = start;
  const skipped = first.indexOf(-1);
  if (skipped >= 0)
    return {
      offset: first[most - 1] ?? 0,
      problem: `$${most} is used, but $${skipped + 1} is not.`,
      remedy:
        'Count parameters from $1 without gaps: PostgreSQL cannot tell the type of one that does not appear.',
    };
  return { sql: text, names: first.map((_, index) => String(index + 1)), first, original: offset => offset };
}

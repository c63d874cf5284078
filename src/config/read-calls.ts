import { PlangateError } from '../errors.ts';
import type { Tree } from '../workspace/index.ts';
import { quoted } from './found.ts';
import { didYouMean } from './nearest.ts';
import type { LineFault } from './postgresql-conf.ts';
import { csvRows } from './psql-output.ts';
import type { StatementCalls } from './types.ts';

/** Characters. pg_stat_statements keeps 5,000 statements unless it is told otherwise. */
const longest = 32 * 1024 * 1024;

const remedy =
  'Write what `psql --csv -c "select query, calls from pg_stat_statements"` prints, or a JSON list of {"query": …, "calls": …}.';

/**
 * How often statements are called: an export of pg_stat_statements, as CSV or JSON with the columns query and calls.
 * `place` is where the file is named. Throws a PlangateError (configuration) that repeats nothing of the statements.
 */
export async function readCalls(
  tree: Tree,
  written: string,
  place: string,
): Promise<readonly StatementCalls[]> {
  const file = written.replace(/^(?:\.\/+)+/, '');
  if (!tree.files.includes(file))
    throw new PlangateError({
      kind: 'configuration',
      place,
      problem: `${tree.side} (${tree.ref}) has no file ${quoted(file)}.`,
      remedy: `${didYouMean(file, tree.files)}Write the path of an export of pg_stat_statements, with the columns query and calls.`,
    });
  const text = (await tree.read(file)).replace(/^\ufeff/, '');
  const problem = text.length > longest ? 'the file is longer than 32 MB' : null;
  const read = problem === null ? readText(text) : { line: 1, what: problem };
  if (!('what' in read)) return read;
  throw new PlangateError({
    kind: 'configuration',
    place: `${file}:${read.line}`,
    problem: `${read.what}.`,
    remedy,
  });
}

function readText(text: string): readonly StatementCalls[] | LineFault {
  return /^\s*[[{]/.test(text) ? readJson(text) : readCsv(text);
}

function readCsv(text: string): readonly StatementCalls[] | LineFault {
  const rows = csvRows(text);
  if ('what' in rows) return { line: rows.line, what: `this ${rows.what}` };
  const [header, ...rest] = rows;
  const names = header?.cells.map(cell => cell.trim().toLowerCase()) ?? [];
  const [query, calls] = [names.indexOf('query'), names.indexOf('calls')];
  if (query < 0 || calls < 0)
    return { line: header?.line ?? 1, what: 'the first row does not name the columns query and calls' };
  const found: StatementCalls[] = [];
  for (const { cells, line } of rest) {
    const read = statement(cells[query], cells[calls]);
    if (typeof read === 'string') return { line, what: read };
    found.push(read);
  }
  return found;
}

function readJson(text: string): readonly StatementCalls[] | LineFault {
  const rows = parsed(text);
  if (!Array.isArray(rows)) return { line: 1, what: 'this is not a list in JSON' };
  const found: StatementCalls[] = [];
  for (const [index, row] of rows.entries()) {
    const { query, calls } = typeof row === 'object' && row !== null ? row : {};
    const read = statement(query, calls);
    if (typeof read === 'string') return { line: 1, what: `entry ${index + 1} of the list: ${read}` };
    found.push(read);
  }
  return found;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** One row, or what is wrong with it. */
function statement(query: unknown, calls: unknown): StatementCalls | string {
  if (typeof query !== 'string') return 'the query is missing';
  const number = typeof calls === 'string' && /^\d{1,19}$/.test(calls.trim()) ? Number(calls) : calls;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0
    ? { query, calls: number }
    : 'the number of calls is missing or not a whole number';
}

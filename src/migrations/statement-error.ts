import { PlangateError } from '../errors.ts';
import type { DatabaseError, Instance } from '../postgres/index.ts';
import { describePosition, lineAt, type Statement } from '../sql/index.ts';
import { missingExtension, whereToGet } from './extension-sources.ts';
import type { Script } from './script.ts';

/** Lines of a statement that are quoted when PostgreSQL does not say which one it means. */
const quotedLines = 6;
const quotedColumns = 120;

/** What the user reads when PostgreSQL refuses a statement of a file. */
export function statementError(
  script: Script,
  statement: Statement,
  error: DatabaseError,
  server: Instance,
): PlangateError {
  const { fields } = error;
  const position = fields.position === null ? null : describePosition(statement.text, fields.position);
  const line =
    position === null
      ? (dataLine(script, statement, fields.where) ?? statement.line)
      : statement.line + position.line - 1;
  const number = script.statements.indexOf(statement) + 1;
  const [problem = '', ...rest] = error.message.split('\n');
  const details = [
    ...(position === null
      ? quoted(statement)
      : [`${line} | ${position.excerpt}`, `${' '.repeat(`${line} | `.length)}${position.caret}`]),
    ...rest,
    ...field('DETAIL', fields.detail),
    ...field('HINT', fields.hint),
    ...field('QUERY', fields.internalQuery),
    ...field('CONTEXT', fields.where),
    `Statement ${number} of ${script.statements.length}, which begins in line ${statement.line}. SQLSTATE ${fields.code}.`,
  ];
  return new PlangateError({
    kind: script.kind,
    place: `${script.file}:${line}`,
    problem: `The ${script.kind} failed on ${script.side}: ${sentence(problem)}`,
    remedy: remedyOf(script, problem, fields.code, server),
    details: details.join('\n'),
    cause: error,
  });
}

/** SQLSTATE disk_full */
export const diskFull = '53100';
export const makeRoom =
  'Make room where the server keeps its data (the temporary folder; postgres.storage with the engine docker), or seed less.';

function remedyOf({ side }: Script, problem: string, code: string | null, server: Instance): string {
  const extension = missingExtension(problem);
  if (extension !== null) return whereToGet(extension, server);
  if (code === diskFull) return makeRoom;
  return side === 'head'
    ? 'Correct the statement, or what should have run before it.'
    : 'Head is compared with base, so base has to build as well: correct it there first.';
}

/** What the user reads when the connection broke: the server died, or the statement ended its own session. */
export function lostError(
  script: Script,
  statement: Statement,
  error: DatabaseError,
  log: string,
): PlangateError {
  return new PlangateError({
    kind: 'server',
    place: `${script.file}:${statement.line}`,
    problem: `The connection to PostgreSQL broke on ${script.side}: ${sentence(error.message)}`,
    remedy:
      'Look at the statement, then at the end of the server’s log; memory and disk are the usual reasons.',
    details: [...quoted(statement), 'Log of the server:', log === '' ? '(empty)' : log].join('\n'),
    cause: error,
  });
}

/** The file's line for `COPY t, line 3, column id: "x"`, which counts from the first line of data. */
function dataLine(script: Script, { copyData }: Statement, where: string | null): number | null {
  const found = /^COPY .*, line (\d+)/.exec(where ?? '');
  if (found === null || copyData === null) return null;
  return lineAt(script.text, copyData.start) + Number(found[1]) - 1;
}

/** One line with one full stop. */
function sentence(text: string): string {
  return `${text.trim().replace(/\s+/g, ' ').replace(/\.$/, '')}.`;
}

function quoted(statement: Statement): string[] {
  const lines = statement.text.split('\n', quotedLines + 1);
  const shown = lines.slice(0, quotedLines).map((text, index) => {
    const points = [...text.slice(0, quotedColumns * 2).trimEnd()];
    const cut =
      points.length > quotedColumns ? `${points.slice(0, quotedColumns - 1).join('')}…` : points.join('');
    return `${statement.line + index} | ${cut}`;
  });
  return lines.length > quotedLines ? [...shown, '…'] : shown;
}

function field(name: string, value: string | null): string[] {
  return value === null || value === '' ? [] : [`${name}: ${value}`];
}

import { PlangateError } from '../errors.ts';
import { type Statement, splitStatements } from '../sql/index.ts';
import type { Side, Tree } from '../workspace/index.ts';
import { upSection } from './up-section.ts';

export type ScriptKind = 'migration' | 'seed';

/** An SQL file, read and cut into statements, psql's own commands left out. */
export interface Script {
  readonly kind: ScriptKind;
  readonly side: Side;
  /** Relative to the repository. */
  readonly file: string;
  /** What the statements' offsets point into. */
  readonly text: string;
  readonly statements: readonly Statement[];
}

export async function readScript(kind: ScriptKind, tree: Tree, file: string): Promise<Script> {
  const read = await tree.read(file);
  const text = kind === 'migration' ? upSection(read) : read;
  const all = splitStatements(text);
  for (const statement of all)
    if (statement.kind === 'meta') requireHarmless(statement, kind, tree.side, file);
  return { kind, side: tree.side, file, text, statements: all.filter(each => each.kind === 'sql') };
}

/** psql commands that change only what psql shows, or guard a dump against being changed on its way. */
const harmless = new Set([
  'restrict',
  'unrestrict',
  'echo',
  'qecho',
  'warn',
  'timing',
  'pset',
  'x',
  't',
  'a',
]);

/** Variables of psql that only say how psql reports; errors always stop a file here. */
const harmlessVariables = new Set([
  'ON_ERROR_STOP',
  'ECHO',
  'ECHO_HIDDEN',
  'QUIET',
  'VERBOSITY',
  'SHOW_CONTEXT',
]);

function requireHarmless(statement: Statement, kind: ScriptKind, side: Side, file: string): void {
  const [, name = '', argument = ''] = /^\\(\S*)\s*(\S*)/.exec(statement.text) ?? [];
  if (!statement.interrupts) {
    if (harmless.has(name)) return;
    if (name === 'set' && harmlessVariables.has(argument)) return;
    if (name === 'encoding' && /^'?(?:utf-?8|unicode)'?$/i.test(argument)) return;
  }
  throw new PlangateError({
    kind,
    place: `${file}:${statement.line}`,
    problem: `The file on ${side} holds \\${name}, a command of psql that no server understands.`,
    remedy: `Write it as SQL, or let psql run the file, with ${kind === 'migration' ? 'migrations' : 'seed'}: {command: psql -X -v ON_ERROR_STOP=1 -f FILE}.`,
    details: statement.text,
  });
}

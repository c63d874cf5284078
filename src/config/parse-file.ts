import { type Document, isAlias, isMap, isNode, isPair, isSeq, LineCounter, parseDocument } from 'yaml';
import { PlangateError } from '../errors.ts';
import { excerpt } from './excerpt.ts';
import { quoted } from './found.ts';

/** Longer files are not read: a configuration has some hundred lines. */
const longest = 1024 * 1024;

/** A YAML file as plain values, and where each of them stands. */
export interface ParsedFile {
  readonly value: unknown;
  /** 1-based line of the key (or list entry) that `path` leads to, or of the nearest one above it that exists. */
  lineOf(path: readonly (string | number)[]): number;
}

/** Reads YAML 1.2. Throws a PlangateError (configuration) with line and column for what is not, and for duplicate keys. */
export function parseFile(file: string, text: string): ParsedFile {
  if (text.length > longest)
    throw fault(file, 'the file is longer than 1 MB.', 'Keep it to the keys that plangate knows.');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const error = document.errors[0] ?? document.warnings[0];
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    const details = excerpt(text, line, col);
    if (error.code === 'DUPLICATE_KEY')
      throw fault(`${file}:${line}:${col}`, 'this key is written twice.', 'Keep one of the two.', details);
    const problem = `this is not valid YAML: ${reason(error.message)}.`;
    throw fault(`${file}:${line}:${col}`, problem, 'Correct the line.', details);
  }
  if (document.contents === null)
    throw fault(file, 'the file is empty.', 'Write at least one key, such as migrations: db/migrations.');
  return { value: values(file, document), lineOf: path => lines.linePos(offsetOf(document, path)).line };
}

function values(file: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const problem = error.message.startsWith('Excessive')
      ? 'its aliases unfold into too much.'
      : `this is not valid YAML: ${reason(error.message)}.`;
    throw fault(file, problem, 'Write the values out instead of using anchors and aliases.');
  }
}

/** The parser's own words, on one line and without their full stop. */
function reason(message: string): string {
  const plain = message.startsWith('Maximum call stack')
    ? 'it is nested too deeply'
    : message.replace(/; please use YAML.*$/, '').replace(/(["'])quote/, 'quote $1');
  return quoted(plain).slice(1, -1).replace(/\.$/, '');
}

function offsetOf(document: Document, path: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(item => isPair(item) && String(item.key) === String(part));
      if (pair === undefined) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return offset;
}

function startOf(node: unknown): number | null {
  return isNode(node) && node.range ? node.range[0] : null;
}

function fault(place: string, problem: string, remedy: string, details = ''): PlangateError {
  return new PlangateError({ kind: 'configuration', place, problem, remedy, details });
}

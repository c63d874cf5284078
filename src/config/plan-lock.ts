import { found, quoted } from './found.ts';
import type { Fault } from './message.ts';
import { didYouMean } from './nearest.ts';
import type { LockedName, PlanLock } from './types.ts';

const identifier = String.raw`(?:"(?:[^"]|"")+"|[^\s",.]+)`;
const name = String.raw`(${identifier}(?:\.${identifier})?)`;
const grammar = {
  index: new RegExp(String.raw`^index\s+${name}$`, 'iu'),
  scan: new RegExp(String.raw`^no\s+sequential\s+scan(?:\s+on\s+${name})?$`, 'iu'),
  spill: /^no\s+spill$/iu,
};

/** As JSON Schema says it, for editors. */
export const lockPattern = '^(index .+|no sequential scan( on .+)?|no spill)$';
const remedy = 'Write index NAME, no sequential scan, no sequential scan on TABLE, or no spill.';

/** Reads one lock, such as `no sequential scan on deployments`. Names are folded as in SQL. */
export function readLock(value: unknown): PlanLock | Fault {
  if (typeof value !== 'string' || value.trim() === '') {
    const missing = value === undefined || value === null || typeof value === 'string';
    return { problem: missing ? 'a plan lock is missing.' : `${found(value)} is not a plan lock.`, remedy };
  }
  const text = value.trim();
  const [, index] = grammar.index.exec(text) ?? [];
  if (index !== undefined) return { kind: 'index', index: nameOf(index) };
  const scan = grammar.scan.exec(text);
  if (scan !== null)
    return { kind: 'no-sequential-scan', table: scan[1] === undefined ? null : nameOf(scan[1]) };
  if (grammar.spill.test(text)) return { kind: 'no-spill' };
  return { problem: `${quoted(text)} is not a plan lock.`, remedy: `${meant(text)}${remedy}` };
}

/** Reads `index deployments_deployed_at_idx, no spill`, as it stands in query files. */
export function parseLocks(text: string): { readonly locks: readonly PlanLock[] } | Fault {
  const locks: PlanLock[] = [];
  for (const item of items(text)) {
    const read = readLock(item);
    if (!('kind' in read)) return read;
    if (locks.some(known => lockText(known) === lockText(read)))
      return { problem: `${quoted(lockText(read))} is written twice.`, remedy: 'Keep one of the two.' };
    locks.push(read);
  }
  return { locks };
}

/** The lock as it would be written: two locks of one text are the same. */
export function lockText(lock: PlanLock): string {
  switch (lock.kind) {
    case 'index':
      return `index ${nameText(lock.index)}`;
    case 'no-sequential-scan':
      return lock.table === null ? 'no sequential scan' : `no sequential scan on ${nameText(lock.table)}`;
    case 'no-spill':
      return 'no spill';
  }
}

/** Commas inside of double quotes are part of a name. */
function items(text: string): readonly string[] {
  const found = [''];
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === ',' && !isQuoted) found.push('');
    else found[found.length - 1] += character;
  }
  return found;
}

function nameOf(text: string): LockedName {
  const parts = text.match(new RegExp(identifier, 'gu')) ?? [];
  const [last = '', schema = null] = parts.map(folded).reverse();
  return { schema, name: last };
}

/** PostgreSQL folds what is not in double quotes to lower case. */
function folded(part: string): string {
  return part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase();
}

function nameText({ schema, name }: LockedName): string {
  return [schema, name].flatMap(part => (part === null ? [] : [written(part)])).join('.');
}

function written(part: string): string {
  const isPlain = /^[^\s",.]+$/u.test(part) && part === part.toLowerCase();
  return isPlain ? part : `"${part.replaceAll('"', '""')}"`;
}

function meant(text: string): string {
  const words = text.toLowerCase().replace(/\s+/g, ' ');
  if (/^(?:no )?seq(?:uential)?[ -]?scans?\b|^no (?:table|full)[ -]scans?\b/.test(words))
    return 'Did you mean "no sequential scan"? ';
  const [form = ''] = words.split(' on ');
  const [first = ''] = words.split(' ');
  return (
    didYouMean(form, ['no sequential scan', 'no spill']) ||
    (first === 'index' ? '' : didYouMean(first, ['index']))
  );
}

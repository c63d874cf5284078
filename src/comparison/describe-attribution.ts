import { difference } from './attribute.ts';
import { clipStatement } from './clip-statement.ts';
import { formatBytes, formatCount } from './quantity.ts';
import type { Attribution, CountChange } from './types.ts';

/** Places that one line names at most; the report holds the others. */
const mostInWords = 2;

const nouns = { buffers: 'buffers', temp: 'temporary blocks', wal: 'WAL' };

type Total = Pick<CountChange, 'count' | 'base' | 'head'>;

/**
 * Where the difference of one count arises, without its full stop: `of 5,709 more buffers, 5,700 are in Seq Scan on
 * deployments`. '' when no place stands out. Plain text, to be escaped.
 */
export function describeAttribution({ count, base, head }: Total, parts: readonly Attribution[]): string {
  const shown = parts.filter(part => part.count === count).slice(0, mostInWords);
  if (shown.length === 0) return '';
  const total = head - base;
  const amount = (value: number) => {
    return count === 'wal' ? formatBytes(Math.abs(value)) : formatCount(Math.abs(value));
  };
  // A gain in one place hides a part of the loss in another: then the places are no shares of a whole.
  const isShare = shown.every(part => difference(part) > 0 === total > 0);
  if (!isShare || shown.some(part => Math.abs(difference(part)) > Math.abs(total) * 1.005)) {
    const places = shown.map(part => {
      return `${amount(difference(part))} ${difference(part) > 0 ? 'more' : 'fewer'} ${placeOf(part)}`;
    });
    return `${nouns[count]}: ${places.join(', ')}`;
  }
  const verb = total > 0 ? (count === 'wal' ? 'is' : 'are') : count === 'wal' ? 'was' : 'were';
  const [first = '', ...more] = shown.map(
    (part, at) => `${amount(difference(part))} ${at === 0 ? `${verb} ` : ''}${placeOf(part)}`,
  );
  const comparative = total > 0 ? 'more' : count === 'wal' ? 'less' : 'fewer';
  return `of ${amount(total)} ${comparative} ${nouns[count]}, ${[first, ...more].join(' and ')}`;
}

function placeOf({ kind, where, statement, caller, calls, baseNode, headNode }: Attribution): string {
  if (kind === 'rest') return 'outside the plan';
  if (kind === 'node') return `in ${where}`;
  const times = calls === null ? '' : ` (${formatCount(calls)} ${calls === 1 ? 'call' : 'calls'})`;
  const executes = `executes ${clipStatement(statement ?? '')}${times}`;
  const by = caller === null ? null : `where the function ${caller}`;
  const isInTree = baseNode !== null || headNode !== null;
  if (kind === 'trigger')
    return `${isInTree ? 'in' : 'outside the plan, in'} ${where}, ${by ?? 'which'} ${executes}`;
  return isInTree
    ? `in ${where}, ${by ?? 'where a function'} ${executes}`
    : `outside the plan, ${by ?? 'where a foreign key, trigger or function'} ${executes}`;
}

import type { RawObject } from './field-reader.ts';
import { bufferFields } from './text-buffers.ts';

/**
 * What one line below a node says, as the fields of the JSON format. Lines that it does not know keep their name, and
 * their value as text, number or flag. Source: ExplainNode and the show_ functions in src/backend/commands/explain.c.
 */
export function detailFields(label: string, value: string): RawObject {
  const known = details[label];
  if (known !== undefined) return known(parts(label, value));
  if (/^(?:Sort|Presorted|Group|Hash) Key$|^Output$|^Conflict Arbiter Indexes$/.test(label))
    return { [label]: listed(value) };
  if (/^-?\d+(?:\.\d+)?$/.test(value) && !label.endsWith(' Key')) return { [label]: Number(value) };
  // Conditions are text whatever they look like: `One-Time Filter: false`.
  const isFlag = (value === 'true' || value === 'false') && !/(?:Cond|Filter|Condition)$/.test(label);
  return { [label]: isFlag ? value === 'true' : value };
}

/** `Buckets: 1024  Batches: 2` is one line with several values, each with a name of its own. */
type Parts = ReadonlyMap<string, string>;

function parts(label: string, value: string): Parts {
  const [first = '', ...rest] = value.split(/ {2,}/);
  const named = rest.map(part => {
    const at = part.indexOf(': ');
    return [part.slice(0, Math.max(0, at)), part.slice(at + 2)] as const;
  });
  return new Map([[label, first], ...named]);
}

const details: Readonly<Record<string, (parts: Parts) => RawObject>> = {
  Buffers: all => bufferFields(all.get('Buffers') ?? ''),
  WAL: all => walFields(all.get('WAL') ?? ''),
  'Sort Method': all => {
    const type = all.has('Disk') ? 'Disk' : 'Memory';
    return {
      'Sort Method': all.get('Sort Method'),
      'Sort Space Used': number(all.get(type)) ?? 0,
      'Sort Space Type': type,
    };
  },
  'Full-sort Groups': all => ({ 'Full-sort Groups': sortGroups('Full-sort Groups', all) }),
  'Pre-sorted Groups': all => ({ 'Pre-sorted Groups': sortGroups('Pre-sorted Groups', all) }),
  Buckets: all => ({
    'Hash Buckets': number(all.get('Buckets')),
    'Original Hash Buckets': originally(all.get('Buckets')),
    'Hash Batches': number(all.get('Batches')),
    'Original Hash Batches': originally(all.get('Batches')),
    'Peak Memory Usage': number(all.get('Memory Usage')),
  }),
  'Planned Partitions': hashAggregate,
  Batches: hashAggregate,
  Hits: all => ({
    'Cache Hits': number(all.get('Hits')),
    'Cache Misses': number(all.get('Misses')),
    'Cache Evictions': number(all.get('Evictions')),
    'Cache Overflows': number(all.get('Overflows')),
    'Peak Memory Usage': number(all.get('Memory Usage')),
  }),
  'Heap Blocks': all => {
    const { exact = 0, lossy = 0 } = pairs(all.get('Heap Blocks') ?? '');
    return { 'Exact Heap Blocks': exact, 'Lossy Heap Blocks': lossy };
  },
  Tuples: all => {
    const { inserted = 0, updated = 0, deleted = 0, skipped = 0 } = pairs(all.get('Tuples') ?? '');
    return {
      'Tuples Inserted': inserted,
      'Tuples Updated': updated,
      'Tuples Deleted': deleted,
      'Tuples Skipped': skipped,
    };
  },
  Storage: all => ({
    Storage: all.get('Storage'),
    'Maximum Storage': number(all.get('Maximum Storage')),
  }),
};

function hashAggregate(all: Parts): RawObject {
  const planned = { 'Planned Partitions': number(all.get('Planned Partitions')) ?? 0 };
  if (!all.has('Batches')) return planned;
  return {
    ...planned,
    'HashAgg Batches': number(all.get('Batches')),
    'Peak Memory Usage': number(all.get('Memory Usage')),
    'Disk Usage': number(all.get('Disk Usage')) ?? 0,
  };
}

function sortGroups(label: string, all: Parts): RawObject {
  const methods = all.get('Sort Method') ?? all.get('Sort Methods') ?? '';
  const space = (type: string) =>
    all.has(`Peak ${type}`)
      ? {
          [`Sort Space ${type}`]: {
            'Average Sort Space Used': number(all.get(`Average ${type}`)),
            'Peak Sort Space Used': number(all.get(`Peak ${type}`)),
          },
        }
      : {};
  return {
    'Group Count': number(all.get(label)),
    'Sort Methods Used': methods === '' ? [] : methods.split(', '),
    ...space('Memory'),
    ...space('Disk'),
  };
}

function walFields(text: string): RawObject {
  const { records = 0, fpi = 0, bytes = 0 } = pairs(text);
  return { 'WAL Records': records, 'WAL FPI': fpi, 'WAL Bytes': bytes };
}

/** `exact=12 lossy=3` */
function pairs(text: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...text.matchAll(/(\w+)=(\d+)/g)].map(([, name, value]) => [name, Number(value)]),
  );
}

/** The number that a value begins with: `24kB`, `1024 (originally 512)`. */
function number(text: string | undefined): number | null {
  const digits = /^\d+(?:\.\d+)?/.exec(text ?? '')?.[0];
  return digits === undefined ? null : Number(digits);
}

function originally(text: string | undefined): number | null {
  const digits = /\(originally (\d+)\)/.exec(text ?? '')?.[1];
  return digits === undefined ? number(text) : Number(digits);
}

/** `a, f(b, c) DESC, 'x, y'::text`: the commas between, not those within brackets or quotes. */
export function listed(text: string): readonly string[] {
  const items: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: found, index } of text.matchAll(/'[^']*'|"[^"]*"|[([{]|[)\]}]|, /g)) {
    if (found === ', ' && depth === 0) {
      items.push(text.slice(start, index));
      start = index + 2;
    } else if ('([{'.includes(found)) depth++;
    else if (')]}'.includes(found)) depth--;
  }
  return [...items, text.slice(start)];
}

import type { RawObject } from './field-reader.ts';

/** `work_mem = '64kB', search_path = 'a, b'` */
export function settingFields(text: string): RawObject {
  return Object.fromEntries(
    [...text.matchAll(/([\w.]+) = '((?:[^']|'')*)'/g)].map(([, name, value = '']) => [
      name,
      value.replaceAll("''", "'"),
    ]),
  );
}

/** `Trigger a for constraint b on c: time=0.1 calls=2`, of which only the calls are always there; null for other lines. */
export function triggerFields(line: string): RawObject | null {
  const found = /^Trigger ?(.*): (?:time=(\d+(?:\.\d+)?) )?calls=(\d+)$/s.exec(line);
  if (found === null) return null;
  const [, named = '', time, calls] = found;
  const parts = /^(.*?) ?(?:for constraint (.*?))?(?: ?on (\S+))?$/s.exec(named);
  return {
    'Trigger Name': parts?.[1] ?? '',
    'Constraint Name': parts?.[2] ?? null,
    Relation: parts?.[3] ?? null,
    Time: time === undefined ? null : Number(time),
    Calls: Number(calls),
  };
}

/** The lines below `JIT:`. */
export function jitFields(label: string, value: string): RawObject {
  if (label === 'Functions') return { Functions: Number(value) };
  if (label === 'Options')
    return {
      Options: Object.fromEntries(
        [...value.matchAll(/(\w+) (true|false)/g)].map(([, name, flag]) => [name, flag === 'true']),
      ),
    };
  return label === 'Timing' ? { Timing: jitTimes(value) } : { [label]: value };
}

/** `Generation 1.2 ms (Deform 0.3 ms), Inlining 0.0 ms, …`; Deform came with PostgreSQL 17. Times in ms. */
function jitTimes(text: string): RawObject {
  const times = [...text.matchAll(/(\w+) (\d+(?:\.\d+)?) ms(?: \(Deform (\d+(?:\.\d+)?) ms\))?/g)];
  return Object.fromEntries(
    times
      .filter(([whole]) => !whole.startsWith('Deform'))
      .map(([, name, time, deform]) => [
        name,
        deform === undefined ? Number(time) : { Deform: Number(deform), Total: Number(time) },
      ]),
  );
}

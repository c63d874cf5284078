import type { RawObject } from './field-reader.ts';

const kinds = ['Shared', 'Local', 'Temp'] as const;
const uses = { hit: 'Hit', read: 'Read', dirtied: 'Dirtied', written: 'Written' } as const;

/** All of the JSON format's block counts at 0: the text format leaves out what is. */
export const noBuffers: RawObject = Object.fromEntries(
  kinds.flatMap(kind =>
    Object.values(uses)
      .filter(use => kind !== 'Temp' || use === 'Read' || use === 'Written')
      .map(use => [`${kind} ${use} Blocks`, 0]),
  ),
);

export const noWal: RawObject = { 'WAL Records': 0, 'WAL FPI': 0, 'WAL Bytes': 0 };

/** `shared hit=3 read=1, temp read=2 written=2` */
export function bufferFields(text: string): RawObject {
  const fields: Record<string, unknown> = { ...noBuffers };
  for (const part of text.split(', ')) {
    const kind = kinds.find(each => part.startsWith(`${each.toLowerCase()} `));
    for (const [, use = '', count] of part.matchAll(/(\w+)=(\d+)/g)) {
      const written = uses[use as keyof typeof uses];
      if (kind !== undefined && written !== undefined) fields[`${kind} ${written} Blocks`] = Number(count);
    }
  }
  return fields;
}

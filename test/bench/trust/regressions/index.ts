import { columnKinds } from './columns.ts';
import { indexKinds } from './indexes.ts';
import { joinKinds } from './joins.ts';
import type { Kind } from './kind.ts';
import { memoryKinds } from './memory.ts';
import { statisticsKinds } from './statistics.ts';
import { textKinds } from './texts.ts';
import { timeKinds } from './time.ts';
import { writeKinds } from './writes.ts';

export type { Instance, Kind } from './kind.ts';
export { tables } from './tables.ts';

/** Every kind of regression that is seeded. */
export const kinds: readonly Kind[] = [
  ...indexKinds,
  ...columnKinds,
  ...textKinds,
  ...joinKinds,
  ...statisticsKinds,
  ...memoryKinds,
  ...writeKinds,
  ...timeKinds,
];

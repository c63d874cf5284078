import { droppedIndexWasUsed } from './dropped-index-was-used.ts';
import { duplicateIndex } from './duplicate-index.ts';
import { foreignKeyWithoutIndex } from './foreign-key-without-index.ts';
import { indexBuiltWithoutConcurrently } from './index-built-without-concurrently.ts';
import { indexNeverUsed } from './index-never-used.ts';
import { invalidIndex } from './invalid-index.ts';
import { redundantIndex } from './redundant-index.ts';
import type { Rule } from './rule.ts';
import { sequentialScan } from './sequential-scan.ts';
import { tableOutgrewOnePartition } from './table-outgrew-one-partition.ts';
import type { RuleId } from './types.ts';

/** Every rule that there is. A missing one is a compile error. */
export const rules = {
  'sequential-scan': sequentialScan,
  'foreign-key-without-index': foreignKeyWithoutIndex,
  'index-never-used': indexNeverUsed,
  'duplicate-index': duplicateIndex,
  'redundant-index': redundantIndex,
  'invalid-index': invalidIndex,
  'index-built-without-concurrently': indexBuiltWithoutConcurrently,
  'dropped-index-was-used': droppedIndexWasUsed,
  'table-outgrew-one-partition': tableOutgrewOnePartition,
} as unknown as Readonly<Record<RuleId, Rule>>;

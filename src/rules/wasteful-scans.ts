import { type RelationScan, relationScans } from './relation-scans.ts';
import type { Scene } from './rule.ts';

/** Scans whose filter threw away much of what they read, `rows` and `discarded`, with `pages` and `share` of the work. */
export function wastefulScans(
  scene: Scene,
  given: Readonly<Record<string, number>>,
): readonly RelationScan[] {
  const threshold = (name: string) => given[name] ?? 0;
  return relationScans(scene.measurement, scene.catalogue).filter(
    ({ rowsKept, rowsDiscarded, buffers, share }) =>
      rowsDiscarded >= threshold('rows') &&
      rowsDiscarded >= threshold('discarded') * (rowsKept + rowsDiscarded) &&
      buffers >= threshold('pages') &&
      share >= threshold('share'),
  );
}
